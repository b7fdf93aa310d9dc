import Alignment
import Benchmark
import Foundation
import Measured

/// One attempt against a library: every distance and the five nearest, and how both grow with references and threads.
enum LibraryBenchmarks {
    static func add() {
        for references in [10, 100, 1_000, 10_000, 100_000] where references <= largest {
            for threads in [1, 2] {
                if references <= 10_000 { scan(references, threads: threads) }
                search(references, threads: threads)
            }
        }
        search(1_000, of: 1_000, "-stranger", threads: 1)
    }

    /// `BENCH_REFERENCES`; unless set, what the memory allows: 100,000 take 10 GB while they are made.
    private static var largest: Int {
        let memory = ProcessInfo.processInfo.physicalMemory
        return ProcessInfo.processInfo.environment["BENCH_REFERENCES"].flatMap(Int.init)
            ?? (memory > 16 << 30 ? 100_000 : 10_000)
    }

    private static func scan(_ references: Int, threads: Int) {
        Benchmark.add("every-distance-\(references)-references-\(threads)-threads") {
            (try PackedSequences(SyntheticFeatures().library(of: references)), attempt(of: 4))
        } body: { library, attempt in
            blackHole(try EngineCalls.distances(of: library, to: attempt, threads: threads))
        }
    }

    private static func search(
        _ references: Int, of sign: Int = 4, _ suffix: String = "", threads: Int
    ) {
        Benchmark.add("nearest-5-of-\(references)-references\(suffix)-\(threads)-threads") {
            (try EngineCalls.index(of: SyntheticFeatures().library(of: references)), attempt(of: sign))
        } body: { index, attempt in
            blackHole(try EngineCalls.nearest(5, in: index, to: attempt, threads: threads))
        }
    }

    /// A take that the library has not, of a sign that a library of so many has or has not.
    private static func attempt(of sign: Int) -> FeatureSequence {
        SyntheticFeatures().take(of: sign, number: 11, frames: 90)
    }
}
