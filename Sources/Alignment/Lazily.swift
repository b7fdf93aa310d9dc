import Synchronization

/// A value that is made when it is first read: once, for all copies and threads.
package final class Lazily<Value: Sendable>: Sendable {
    private enum State {
        case unread(@Sendable () -> Value)
        case made(Value)
    }
    private let state: Mutex<State>

    /// A value to make. What `make` holds is released after the first reading.
    package init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.unread(make)) }

    /// A value that is known.
    package init(known value: Value) { state = Mutex(.made(value)) }

    /// Costs as the making on the first reading, during which other threads wait, and O(1) later.
    package var value: Value {
        state.withLock { state in
            switch state {
            case .made(let value): return value
            case .unread(let make):
                let value = make()
                state = .made(value)
                return value
            }
        }
    }
}
