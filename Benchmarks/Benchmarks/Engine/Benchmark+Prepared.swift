import Benchmark

extension Benchmark {
    /// A benchmark of `body`; `prepare` makes its input outside the measurement.
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
