import ArgumentParser
import Evaluation
import Foundation
import Landmarks
import Signify
import SyntheticSigner

/// The folders of takes in a command's arguments.
enum EvaluationFolders {
    /// Reads the takes; each unreadable take is reported in a line on standard error.
    ///
    /// - Parameter withControls: whether to add edited attempts that must not pass.
    static func read(
        _ folders: [String], withControls: Bool = false
    ) throws(AnalysisFailure) -> [SignerSplits.Entry] {
        guard !folders.isEmpty else {
            throw AnalysisFailure(
                "no folder was given; name one laid out as takes/<signer>/<SIGN>/<number>.npy",
                kind: .badInput)
        }
        var entries: [SignerSplits.Entry] = []
        for folder in folders {
            let source = try TakeFolder(folder)
            let takes = RecordedTakes(source)
            for failure in takes.failures { leaveOut(failure.path, failure.error) }
            // Checked here, where the folder is known and nothing is aligned yet.
            guard takes.takes.contains(where: \.isReference) else {
                throw AnalysisFailure(
                    "\(folder): it has no readable takes 00 to 03, which are the references; add some",
                    kind: .badInput)
            }
            entries.append(
                .init(
                    name: URL(filePath: folder).lastPathComponent, takes: takes,
                    controls: withControls
                        ? controls.map { ($0.name, takes.changingAttempts($0.edit)) } : []))
        }
        return entries
    }

    /// Reports why a take is not used.
    static func leaveOut(_ path: String, _ error: any Error) { note("\(path): \(error); it is left out") }

    /// Writes a line to standard error.
    static func note(_ text: String) { StandardStreams.note("signify-laboratory: \(text)") }

    /// The edits after which an attempt must not pass. A sign that is the same backwards rightly passes
    /// backwards.
    private static let controls: [(name: String, edit: @Sendable (LandmarkClip) -> LandmarkClip)] = [
        ("held still", { $0.frozen() }), ("backwards", { $0.reversedInTime() }),
        ("noise", { $0.replacedByNoise(seed: 1) }),
    ]
}
