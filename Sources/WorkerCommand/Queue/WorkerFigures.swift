import Signify
import Synchronization

/// The counts and times of a worker, for its metrics. Thread-safe.
public final class WorkerFigures: Sendable {
    /// The outcome of a claimed attempt.
    public enum End: String, CaseIterable, Sendable {
        case scored
        /// Moved aside: no try can score it.
        case poisoned
        /// To be tried again.
        case retried
        /// Its recording is not uploaded yet, or the storage gives none now.
        case waiting
        /// Scored by another worker, or no longer in the queue.
        case overtaken
        /// Given back to the queue untried: at the worker's end, or where the lease leaves no time for it.
        case released
    }

    /// The measured stages.
    public enum Stage: String, CaseIterable, Sendable {
        /// Claiming a batch of attempts.
        case claim
        /// Reading attempts with their lessons, or recordings: of a batch together.
        case fetch
        /// Parsing bytes to landmarks.
        case parse
        /// Scoring landmarks.
        case score
        /// Writing outcomes: scores of up to 100 ms together.
        case store
    }

    /// The times of one stage: a count per bound, and the sum.
    struct Histogram: Sendable {
        /// Upper bounds in seconds.
        static let bounds: [Double] = [
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        ]

        /// One count per bound, and one for times above all bounds.
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        /// Seconds.
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    struct Values: Sendable {
        var ends: [End: Int] = [:]
        var faults: [String: Int] = [:]
        var stages: [Stage: Histogram] = [:]
        var storeFailures = 0
    }

    private let state = Mutex(Values())

    public init() {}

    /// The number of attempts with this outcome.
    public func count(_ end: End) -> Int { state.withLock { $0.ends[end] ?? 0 } }

    var values: Values { state.withLock { $0 } }

    func add(_ end: End, fault: String? = nil) {
        state.withLock { values in
            values.ends[end, default: 0] += 1
            if let fault { values.faults[fault, default: 0] += 1 }
        }
    }

    func addStoreFailure() { state.withLock { $0.storeFailures += 1 } }

    /// Runs `body` and adds its time, also where it throws.
    func time<Value, Failure: Error>(_ stage: Stage, _ body: () throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        let start = ContinuousClock.now
        defer {
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            state.withLock { $0.stages[stage, default: Histogram()].add(seconds) }
        }
        return try body()
    }
}
