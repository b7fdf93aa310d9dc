import Benchmark
import Foundation

/// The stages on the way from a recording to a stored score, how each grows, and what users wait for. Read ratios within
/// one run: machines differ.
///
/// `BENCH_SECONDS` is how long each may take, 1 unless set; `SIGNIFY_SCORE` is the program whose whole process is measured.
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
    ProcessBenchmarks.add()
}
