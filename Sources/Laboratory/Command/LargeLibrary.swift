import Alignment
import ArgumentParser
import Foundation
import Landmarks
import Scoring
import Signify
import SigningSpace
import SyntheticSigner

/// `signify-laboratory library`.
struct LargeLibrary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library",
        abstract: "Write a store of random signs, to measure what a large library costs.",
        discussion: """
            Signs and people are those of clips --random-signs. <store> becomes a SQLite store with the signs, calibrated, \
            and <attempt> a recording of one of them by a person without a take, as .pose.

            Example:
              signify-laboratory library large.sqlite --signs 1000 --takes-each 4 --attempt attempt.pose
            """)

    @Argument(help: "The file of the store, which must not be there yet.", completion: .file())
    var store: String

    @Option(help: "The number of signs, 1 to 100000.")
    var signs = 1000

    @Option(help: "The number of takes of each sign, 1 to 100.")
    var takesEach = 4

    @Option(help: "The seed of the signs and people.")
    var seed: UInt64 = 1

    @Option(help: "A file for an attempt at one of the signs.", completion: .file(extensions: ["pose"]))
    var attempt: String?

    func validate() throws {
        guard (1...100_000).contains(signs), (1...100).contains(takesEach) else {
            throw ValidationError("Give 1 to 100000 signs with 1 to 100 takes each.")
        }
    }

    func run() throws {
        guard !FileManager.default.fileExists(atPath: store) else {
            throw AnalysisFailure("\(store): there is such a file; name another", kind: .badInput)
        }
        let corpus = RandomCorpus(seed: seed, takesEach: takesEach + 1)
        let opened = try Store.open(store, .create)
        for start in stride(from: 0, to: signs, by: 256) {
            let new = Parallel.map(Array(start..<min(start + 256, signs))) { number in
                Result { try sign(number, of: corpus) }
            }
            try opened.database.addSigns(
                new.compactMap { try $0.get() }, signature: ScoringSignature.current, at: Date())
        }
        let calibrated = try opened.calibrate(nil)
        if let attempt {
            let clip = corpus.take(ofSign: signs / 2, takesEach).clip
            try Data(try clip.poseFile()).write(to: URL(fileURLWithPath: attempt))
        }
        print("\(store): \(calibrated) signs")
    }

    /// `nil` for a sign of which no take can be used.
    private func sign(_ number: Int, of corpus: RandomCorpus) throws -> NewSign? {
        let takes = (0..<takesEach).map { corpus.take(ofSign: number, $0) }
            .filter { (try? SigningClip($0.clip)) != nil }
        guard let gloss = takes.first?.gloss else { return nil }
        return NewSign(
            gloss: gloss,
            takes: try takes.map {
                try ReferenceTake($0.clip, signer: $0.signer, source: "\($0.number).pose")
            })
    }
}
