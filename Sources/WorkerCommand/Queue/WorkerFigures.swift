import Signify
import Synchronization

/// What a worker has done, for its metrics.
public final class WorkerFigures: Sendable {
    /// How an attempt that was claimed ended.
    public enum End: String, CaseIterable, Sendable {
        /// It has its score, by this worker.
        case scored
        /// It was moved aside.
        case poisoned
        /// It will be tried again.
        case retried
        /// Another worker was quicker, or it left the queue.
        case overtaken
        /// It was given back at the worker's end.
        case released
    }

    /// The stages whose time is measured.
    public enum Stage: String, CaseIterable, Sendable {
        /// A claim of some attempts.
        case claim
        /// Reading an attempt, its recording and its lesson from the store.
        case fetch
        /// From bytes to landmarks.
        case parse
        /// From landmarks to feedback.
        case score
        /// Writing what came of it.
        case store
    }

    /// Times of one stage: how many fell below each bound, and their sum.
    struct Histogram: Sendable {
        /// Seconds.
        static let bounds: [Double] = [
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        ]

        /// One for each bound, and one for what is above them all.
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

    /// Nothing done yet.
    public init() {}

    /// How many attempts ended so.
    public func count(_ end: End) -> Int { state.withLock { $0.ends[end] ?? 0 } }

    var values: Values { state.withLock { $0 } }

    func add(_ end: End, fault: String? = nil) {
        state.withLock { values in
            values.ends[end, default: 0] += 1
            if let fault { values.faults[fault, default: 0] += 1 }
        }
    }

    func addStoreFailure() { state.withLock { $0.storeFailures += 1 } }

    /// Does `body` and notes how long it took, also where it throws.
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
