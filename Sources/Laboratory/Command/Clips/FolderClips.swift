import Alignment
import Foundation
import Landmarks
import Scoring
import SigningSpace
import Signify

/// The clips of folders of takes.
struct FolderClips: ClipSource {
    /// The takes that are in memory at a time.
    private static let batch = 512

    private let takes: [(set: String, take: TakeFolder.Take)]

    /// Lists the folders; nothing is read yet.
    init(_ folders: [String]) throws(AnalysisFailure) {
        guard !folders.isEmpty else {
            throw AnalysisFailure(
                "no folder was given; name one laid out as takes/<signer>/<SIGN>/<number>.npy, "
                    + "or a number of --random-signs", kind: .badInput)
        }
        var takes: [(String, TakeFolder.Take)] = []
        for folder in folders {
            let set = URL(filePath: folder).lastPathComponent
            takes += try TakeFolder(folder).takes.map { (set, $0) }
        }
        self.takes = takes
    }

    /// Also reports each take that cannot be used in a line on standard error.
    func write(to files: inout ClipFiles, embeddedBy network: EmbeddingNetwork?) throws(AnalysisFailure) {
        for start in stride(from: 0, to: takes.count, by: Self.batch) {
            let part = Array(takes[start..<min(start + Self.batch, takes.count)])
            let results = Parallel.map(part) { set, take in
                Result { () throws -> ClipNumbers in
                    // The clip of a PreparedTake, without the features that only a comparison needs.
                    let clip = try SigningClip(LandmarkReader().read(path: take.path))
                    return ClipNumbers(
                        clip, embeddedBy: network, set: set, signer: take.signer, sign: take.sign,
                        take: take.number,
                        label: take.agrees == false ? "\(take.sign)@\(take.signer)" : take.sign)
                }
            }
            var clips: [ClipNumbers] = []
            for ((_, take), result) in zip(part, results) {
                switch result {
                case .success(let clip): clips.append(clip)
                case .failure(let error):
                    EvaluationFolders.leaveOut(take.path, error)
                    files.leftOut += 1
                }
            }
            try files.append(clips)
        }
    }
}
