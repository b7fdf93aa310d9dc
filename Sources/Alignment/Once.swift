import Synchronization

/// A value that is read in when it is first asked for: once, for all copies and threads.
package final class Once<Value: Sendable>: Sendable {
    private let state: Mutex<Value?>

    /// A value to read; or one that is known.
    package init(known value: Value? = nil) { state = Mutex(value) }

    /// The value, if it was read. Waits for a reading under way.
    package var known: Value? { state.withLock { $0 } }

    /// The value. The first time what `make` gives, for which other threads wait; an error of it leaves the value
    /// to be read by the next one.
    package func value(_ make: () throws -> Value) rethrows -> Value {
        try state.withLock { state in
            if let state { return state }
            let value = try make()
            state = value
            return value
        }
    }
}
