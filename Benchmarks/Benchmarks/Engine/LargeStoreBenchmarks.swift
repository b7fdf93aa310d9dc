import Benchmark
import Foundation
import PracticeStore
import Scoring
import Signify
import SigningSpace
import SyntheticSigner

/// What users of a store with many signs wait for: opening its library, a ranking, taking in one sign, calibrating one.
enum LargeStoreBenchmarks {
    private static let (signs, takesEach) = (1_000, 4)

    static func add() {
        let largest = ProcessInfo.processInfo.environment["BENCH_REFERENCES"].flatMap(Int.init) ?? .max
        guard signs * takesEach <= largest else { return }
        Benchmark.add("large-store-open-library", prepare: { try large.get() }) { large in
            blackHole(try large.store.library())
        }
        Benchmark.add("large-store-open-library-and-rank", prepare: { try large.get() }) { large in
            blackHole(try Ranking(of: large.attempt, among: large.store.library()))
        }
        Benchmark.add("large-store-rank", prepare: { (try large.get(), try large.get().store.library()) }) {
            large, library in
            blackHole(try Ranking(of: large.attempt, among: library))
        }
        Benchmark.add("large-store-calibrate-one-sign", prepare: { try large.get() }) { large in
            try large.store.calibrate([large.gloss])
        }
        Benchmark("large-store-take-in-one-sign") { benchmark in
            let large = try large.get()
            var library = try large.store.library()
            for _ in benchmark.scaledIterations {
                try large.store.calibrate([large.gloss])
                benchmark.startMeasurement()
                library = try large.store.library(renewing: library)
                benchmark.stopMeasurement()
            }
        }
    }

    /// Made once for all of them: it takes most of a minute.
    private static let large = Result { try LargeStore(signs: signs, takesEach: takesEach) }

    /// A store of random signs, in a folder that is removed with it, and an attempt at one of them by somebody else.
    private final class LargeStore: Sendable {
        let store: Store
        let gloss: String
        let attempt: Recording
        private let folder: URL

        init(signs: Int, takesEach: Int) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "signify-bench-\(UUID())")
            let path = folder.appending(path: "store.sqlite").path(percentEncoded: false)
            store = try Store.open(path, .create)
            let corpus = RandomCorpus(seed: 1, takesEach: takesEach + 1)
            let new = try (0..<signs).map { number in
                let takes = (0..<takesEach).map { corpus.take(ofSign: number, $0) }
                    .filter { (try? SigningClip($0.clip)) != nil }
                return NewSign(
                    gloss: corpus.sign(number).gloss,
                    takes: try takes.map {
                        try ReferenceTake($0.clip, signer: $0.signer, source: "\($0.number).pose")
                    })
            }
            try store.database.addSigns(
                new.filter { !$0.takes.isEmpty }, signature: ScoringSignature.current, at: Date())
            try store.calibrate(nil)
            let attempted = corpus.take(ofSign: signs / 2, takesEach)
            gloss = attempted.gloss
            attempt = Recording(attempted.clip, name: "attempt")
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }
}
