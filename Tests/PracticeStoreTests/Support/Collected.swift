import Synchronization

/// Values that several threads bring together.
final class Collected<Value: Sendable>: Sendable {
    private let stored = Mutex<[Value]>([])

    var values: [Value] { stored.withLock { $0 } }

    func append(contentsOf more: [Value]) { stored.withLock { $0 += more } }

    func append(_ value: Value) { append(contentsOf: [value]) }
}
