import Foundation
import Signify
import Synchronization

/// The signal that wakes idle worker threads for new attempts or for the end.
final class Bell: Sendable {
    private struct State {
        var rings = 0
        var isStopped = false
    }

    // A Mutex has no condition to wait on; NSCondition is its own lock.
    private let condition = NSCondition()
    private nonisolated(unsafe) var state = State()

    /// The number of rings so far.
    var rings: Int { locked { $0.rings } }
    var isStopped: Bool { locked { $0.isStopped } }

    /// Wakes all waiting threads.
    func ring() { change { $0.rings += 1 } }

    /// Wakes all waiting threads; no thread waits after it.
    func stop() { change { $0.isStopped = true } }

    /// Waits until there are more than `rings` rings, or the end.
    func wait(past rings: Int) {
        condition.lock()
        defer { condition.unlock() }
        while state.rings <= rings, !state.isStopped { condition.wait() }
    }

    /// Waits for `time` to pass, or for the end.
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
