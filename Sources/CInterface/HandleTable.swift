import CInterfaceHeader
import Signify
import Synchronization

/// The objects behind the caller's handles.
///
/// A handle is a ticket number in the type of a pointer. No number is used twice, so a freed handle, one of
/// another kind and a made-up one are detected and never dereferenced. The lock is held during a look-up
/// only.
final class HandleTable: Sendable {
    static let shared = HandleTable()

    /// The kind of an object, in the low bits of its ticket. No kind is 0, because real addresses end in
    /// zeros.
    enum Kind: UInt { case store = 1, library, attempt, stream }

    private static let kindBits: UInt = 4
    private struct State {
        var next: UInt = 1
        var objects: [UInt: any AnyObject & Sendable] = [:]
    }
    private let state = Mutex(State())

    /// A new ticket for `object`.
    func add<Object: Handled>(_ object: Object) -> OpaquePointer? {
        state.withLock { state in
            let ticket = state.next << Self.kindBits | Object.kind.rawValue
            state.next += 1
            state.objects[ticket] = object
            return OpaquePointer(bitPattern: ticket)
        }
    }

    /// The object of a ticket; the returned reference keeps it alive.
    func object<Object: Handled>(_ handle: OpaquePointer?, _: Object.Type) throws(AnalysisFailure) -> Object {
        guard let handle else {
            throw AnalysisFailure("the \(Object.kind) is NULL; open one first", kind: .wrongUse)
        }
        let ticket = UInt(bitPattern: handle)
        guard let object = state.withLock({ $0.objects[ticket] }) as? Object else {
            throw AnalysisFailure(
                "the \(Object.kind) is not a handle of that kind, or was freed; pass an open one",
                kind: .wrongUse)
        }
        return object
    }

    /// Removes the object of a ticket; NULL does nothing.
    func remove<Object: Handled>(_ handle: OpaquePointer?, _ type: Object.Type) throws(AnalysisFailure) {
        guard let handle else { return }
        // Another thread may remove the object between the look-up and the removal.
        _ = try object(handle, type)
        let removed = state.withLock { $0.objects.removeValue(forKey: UInt(bitPattern: handle)) }
        guard removed != nil else {
            throw AnalysisFailure("the \(Object.kind) was freed already; free it once", kind: .wrongUse)
        }
    }
}

/// An object with a handle.
protocol Handled: AnyObject, Sendable {
    static var kind: HandleTable.Kind { get }
}

extension Handled {
    /// The object of a handle.
    static func at(_ handle: OpaquePointer?) throws(AnalysisFailure) -> Self {
        try HandleTable.shared.object(handle, Self.self)
    }

    func handle() -> OpaquePointer? { HandleTable.shared.add(self) }

    static func free(_ handle: OpaquePointer?) -> signify_status {
        call(nil) { try HandleTable.shared.remove(handle, Self.self) }
    }
}
