import Benchmark

extension Benchmark {
    /// A benchmark of `body`, which gets what `prepare` makes before anything is timed.
    static func add<Input>(
        _ name: String, prepare: @escaping () throws -> Input, body: @escaping (Input) throws -> Void
    ) {
        Benchmark(
            name,
            closure: { (benchmark: Benchmark, input: Input) in
                for _ in benchmark.scaledIterations { try body(input) }
            },
            setup: { try prepare() })
    }
}
