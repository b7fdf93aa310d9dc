import Foundation
import Signify
import Synchronization

/// What a worker's idle threads wait for: new attempts, or the end.
final class Bell: Sendable {
    private struct State {
        var rings = 0
        var isStopped = false
    }

    // A Mutex cannot be waited on with a condition; NSCondition is its own lock.
    private let condition = NSCondition()
    private nonisolated(unsafe) var state = State()

    /// How often it rang.
    var rings: Int { locked { $0.rings } }
    /// Whether it is over.
    var isStopped: Bool { locked { $0.isStopped } }

    /// Wakes every thread that waits.
    func ring() { change { $0.rings += 1 } }

    /// Wakes every thread for the last time: nothing waits any more.
    func stop() { change { $0.isStopped = true } }

    /// Waits for a ring after the first `rings`, or the end.
    func wait(past rings: Int) {
        condition.lock()
        defer { condition.unlock() }
        while state.rings <= rings, !state.isStopped { condition.wait() }
    }

    /// Waits for a time, or the end.
    func sleep(_ time: Duration) {
        let end = Date(timeIntervalSinceNow: time / .seconds(1))
        condition.lock()
        defer { condition.unlock() }
        while !state.isStopped, condition.wait(until: end) {}
    }

    private func locked<Value>(_ body: (State) -> Value) -> Value {
        condition.lock()
        defer { condition.unlock() }
        return body(state)
    }

    private func change(_ body: (inout State) -> Void) {
        condition.lock()
        body(&state)
        condition.broadcast()
        condition.unlock()
    }
}
