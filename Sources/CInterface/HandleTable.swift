import Signify
import CInterfaceHeader
import Synchronization

/// What a caller holds tickets for.
///
/// A handle is the number of a ticket in the shape of a pointer, and no number is given twice: one that was freed, that is
/// of another kind or that was made up is told, in place of being followed. The lock is held for a look-up, never during
/// the work.
final class HandleTable: Sendable {
    static let shared = HandleTable()

    /// What a ticket is for. No kind is 0: real addresses end in zeros, and are no tickets.
    enum Kind: UInt { case store = 1, library, attempt, stream }

    private static let kindBits: UInt = 4
    private struct State {
        var next: UInt = 1
        var objects: [UInt: any AnyObject & Sendable] = [:]
    }
    private let state = Mutex(State())

    /// A ticket for `object`.
    func add<Object: Handled>(_ object: Object) -> OpaquePointer? {
        state.withLock { state in
            let ticket = state.next << Self.kindBits | Object.kind.rawValue
            state.next += 1
            state.objects[ticket] = object
            return OpaquePointer(bitPattern: ticket)
        }
    }

    /// What a ticket is for; it lives on for as long as the caller of this keeps it.
    func object<Object: Handled>(_ handle: OpaquePointer?, _: Object.Type) throws(AnalysisFailure) -> Object {
        guard let handle else {
            throw AnalysisFailure("the \(Object.kind) is NULL; open one first", kind: .wrongUse)
        }
        let ticket = UInt(bitPattern: handle)
        guard let object = state.withLock({ $0.objects[ticket] }) as? Object else {
            throw AnalysisFailure(
                "the \(Object.kind) is no handle of that kind, or was freed; give one that is open",
                kind: .wrongUse)
        }
        return object
    }

    /// Takes a ticket back. NULL is nothing to take.
    func remove<Object: Handled>(_ handle: OpaquePointer?, _ type: Object.Type) throws(AnalysisFailure) {
        guard let handle else { return }
        // Whether somebody else has removed it meanwhile shows in what the removal gives.
        _ = try object(handle, type)
        let removed = state.withLock { $0.objects.removeValue(forKey: UInt(bitPattern: handle)) }
        guard removed != nil else {
            throw AnalysisFailure("the \(Object.kind) was freed already", kind: .wrongUse)
        }
    }
}

/// What there are handles of.
protocol Handled: AnyObject, Sendable {
    static var kind: HandleTable.Kind { get }
}

extension Handled {
    /// What a handle is for.
    static func at(_ handle: OpaquePointer?) throws(AnalysisFailure) -> Self {
        try HandleTable.shared.object(handle, Self.self)
    }

    /// A new handle.
    func handle() -> OpaquePointer? { HandleTable.shared.add(self) }

    static func free(_ handle: OpaquePointer?) -> signify_status {
        call(nil) { try HandleTable.shared.remove(handle, Self.self) }
    }
}
