import Alignment
import Scoring
import Signify
import SigningSpace
import SyntheticSigner

/// The clips of random signs by random people.
struct RandomClips: ClipSource {
    /// The takes that are in memory at a time, about.
    private static let batch = 1024

    private let signs: Int
    private let corpus: RandomCorpus

    /// - Throws: ``AnalysisFailure`` for numbers of which nothing can be learned, or that no disk holds.
    init(signs: Int, takesEach: Int, seed: UInt64) throws(AnalysisFailure) {
        guard (1...1_000_000).contains(signs) else {
            throw AnalysisFailure(
                "--random-signs is \(signs); give a number from 1 to 1000000", kind: .wrongUse)
        }
        // One take of a sign has no other to be like.
        guard (2...1000).contains(takesEach) else {
            throw AnalysisFailure(
                "--takes-each is \(takesEach); give a number from 2 to 1000", kind: .wrongUse)
        }
        self.signs = signs
        corpus = RandomCorpus(seed: seed, takesEach: takesEach)
    }

    func write(to files: inout ClipFiles, embeddedBy network: EmbeddingNetwork?) throws(AnalysisFailure) {
        let batch = max(Self.batch / corpus.takesEach, 1)
        for start in stride(from: 0, to: signs, by: batch) {
            let clips = Parallel.map(Array(start..<min(start + batch, signs))) { sign in
                corpus.takes(ofSign: sign).map { take in
                    (try? SigningClip(take.clip)).map {
                        ClipNumbers(
                            $0, embeddedBy: network, set: "random", signer: take.signer, sign: take.gloss,
                            take: take.number, label: take.gloss)
                    }
                }
            }
            .flatMap(\.self)
            files.leftOut += clips.count { $0 == nil }
            try files.append(clips.compactMap(\.self))
        }
    }
}
