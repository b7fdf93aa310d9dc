import ArgumentParser
import Evaluation
import Scoring
import Signify

/// `signify-laboratory clips`.
struct Clips: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write takes in signing space as numbers, for programs that learn from them.",
        discussion: """
            Each take is checked, resampled to 30 frames a second, cut to its sign and laid out as a right-handed \
            signer's, as for a score. The takes are those of folders, or of random signs by random people: signs come \
            in families of five, three independent ones and two that differ from the first in one parameter, and each \
            take of a sign is by another person. A take that the check refuses is left out.

            <out>.f32 holds float32, little-endian, as [frames of all takes][51 points][x, y, z, seen]: 21 points of \
            the dominant hand, 21 of the other hand, the two palms, then nose, ears, shoulders and elbows, left before \
            right; in shoulder widths, and zeros where a part was not seen. <out>.csv has a row for each take, with \
            its first frame in that file and their count. With networks, <out>.embeddings.f32 holds each take's \
            embedding by them, as a score compares them, in the order of the rows.

            Examples:
              signify-laboratory clips takes more-takes --out clips
              signify-laboratory clips --random-signs 6000 --takes-each 6 --seed 1 --out random
              signify-laboratory clips takes --networks networks.bin --out clips
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Option(help: "The path of the files without their ending.", completion: .file())
    var out: String

    @Option(help: "The number of random signs in place of folders, 1 to 1000000.")
    var randomSigns: Int?

    @Option(help: "The number of takes of each random sign, 2 to 1000.")
    var takesEach = 6

    @Option(help: "The seed of the random signs and people.")
    var seed: UInt64 = 1

    @Option(
        help: "A file of networks, as make learn writes it, that makes embeddings too.",
        completion: .file(extensions: ["bin"]))
    var networks: String?

    func run() throws {
        let source = try source()
        let network = try network()
        var files = try ClipFiles(out, haveEmbeddings: network != nil)
        try source.write(to: &files, embeddedBy: network)
        guard files.takeCount > 0 else {
            throw AnalysisFailure("none of the takes can be used; name others", kind: .badInput)
        }
        try files.finish()
        print(
            "\(out).f32, \(out).csv: \(files.takeCount) takes, \(files.frameCount) frames, "
                + "\(files.leftOut) left out")
    }

    private func network() throws(AnalysisFailure) -> EmbeddingNetwork? {
        guard let networks else { return nil }
        return try EmbeddingNetwork.read(networks)
    }

    private func source() throws(AnalysisFailure) -> any ClipSource {
        guard let randomSigns else { return try FolderClips(folders) }
        guard folders.isEmpty else {
            throw AnalysisFailure(
                "there are folders and --random-signs; name one of the two", kind: .wrongUse)
        }
        return try RandomClips(signs: randomSigns, takesEach: takesEach, seed: seed)
    }
}
