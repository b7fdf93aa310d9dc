import Alignment
import Benchmark
import Foundation
import Measured

/// One attempt against a library: every distance, and how it grows with references and threads.
enum LibraryBenchmarks {
    static func add() {
        for references in [10, 100, 1_000, 10_000] where references <= largest {
            for threads in [1, 2] { scan(references, threads: threads) }
        }
    }

    /// `BENCH_REFERENCES`, or all.
    private static var largest: Int {
        ProcessInfo.processInfo.environment["BENCH_REFERENCES"].flatMap(Int.init) ?? .max
    }

    private static func scan(_ references: Int, threads: Int) {
        Benchmark.add("every-distance-\(references)-references-\(threads)-threads") {
            // A take that the library has not, of a sign that it has.
            (
                try PackedSequences(SyntheticFeatures().library(of: references)),
                SyntheticFeatures().take(of: 4, number: 11, frames: 90)
            )
        } body: { library, attempt in
            blackHole(try EngineCalls.distances(of: library, to: attempt, threads: threads))
        }
    }
}
