import Alignment
import Benchmark
import Measured

/// The distances of one attempt to all references of a library, by number of references and threads.
enum LibraryBenchmarks {
    static func add() {
        for references in [10, 100, 1_000, 10_000] {
            for threads in [1, 2] { scan(references, threads: threads) }
        }
    }

    private static func scan(_ references: Int, threads: Int) {
        Benchmark.add("every-distance-\(references)-references-\(threads)-threads") {
            // A new take of a sign in the library.
            (
                try PackedSequences(SyntheticFeatures().library(of: references)),
                SyntheticFeatures().take(of: 4, number: 11, frames: 90)
            )
        } body: { library, attempt in
            blackHole(try EngineCalls.distances(of: library, to: attempt, threads: threads))
        }
    }
}
