import Alignment
import Benchmark
import Measured

/// The alignment of one attempt with one reference by frames and features, beside OpenBLAS's distances alone.
enum PairBenchmarks {
    static func add() {
        for (rows, columns, features) in [
            (30, 25, 150), (90, 75, 50), (90, 75, 150), (90, 75, 450), (300, 250, 150),
        ] {
            let size = "\(rows)x\(columns)x\(features)"
            let pair = {
                let features = SyntheticFeatures(dimension: features)
                return (
                    features.take(of: 1, number: 0, frames: rows),
                    features.take(of: 1, number: 1, frames: columns)
                )
            }
            Benchmark.add("pair-\(size)", prepare: pair) { attempt, reference in
                blackHole(try EngineCalls.pair(attempt, reference))
            }
            Benchmark.add("distances-\(size)-openblas", prepare: pair) { attempt, reference in
                blackHole(try EngineCalls.matrix(attempt, reference))
            }
        }
        Benchmark.add("half-matrix-300x300") {
            let features = SyntheticFeatures()
            return (0..<300).map { features.take(of: $0 / 10, number: $0 % 10, frames: 75) }
        } body: { sequences in
            blackHole(try EngineCalls.halfMatrix(of: sequences))
        }
    }
}
