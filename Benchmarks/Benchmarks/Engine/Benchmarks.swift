import Benchmark
import Foundation

/// The time of each stage from a recording to a stored score, its growth, and the latency for users. Compare
/// ratios within one run, because machines differ.
///
/// `BENCH_SECONDS` limits each benchmark, by default to 1 s; `SIGNIFY_SCORE` is the program of the process
/// benchmarks.
let benchmarks: @Sendable () -> Void = {
    let seconds = ProcessInfo.processInfo.environment["BENCH_SECONDS"].flatMap(Double.init) ?? 1
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident], timeUnits: .microseconds, warmupIterations: 2,
        maxDuration: .milliseconds(Int(seconds * 1000)), maxIterations: 100_000)
    ReadingBenchmarks.add()
    SigningSpaceBenchmarks.add()
    PairBenchmarks.add()
    LibraryBenchmarks.add()
    StreamBenchmarks.add()
    StoreBenchmarks.add()
    LargeStoreBenchmarks.add()
    ProcessBenchmarks.add()
}
