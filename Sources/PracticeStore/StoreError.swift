import Foundation

/// The failure of an operation of the practice store. Nothing is half-written when one is thrown: every operation is
/// one transaction.
///
/// The description is one line: the fault, its place and its remedy. It names tables, columns and identifiers, and
/// never the values of a learner's row.
public enum StoreError: Error, Sendable, Hashable {
    /// The store cannot be opened: it is a folder, another program's database, …
    case cannotOpen(path: String, reason: String, remedy: String)
    /// Another connection held the store for longer than the busy timeout, or a statement exceeded the server's timeout.
    case locked(path: String)
    /// The file, or a row of it, is damaged, or of another program.
    case corrupt(place: String, detail: String)
    /// A later version of this program made the store; `migrations` are the ones unknown here.
    case newerSchema(path: String, migrations: [String])
    /// The object is not in the store.
    case notFound(Missing)
    /// A value was refused, by a check of the schema or before it.
    case refused(table: String, column: String, reason: String)
    /// The identifier of a new session is another session's.
    case taken(UUID)
    /// A cap of the learner is reached, until some of their attempts are scored; `reason` has the fault and the remedy.
    case limited(reason: String)
    /// The operating system failed a read or a write.
    case io(path: String, IOFailure)
    /// The named engine is recognised, and not in this build.
    case unsupported(engine: String)
    /// The server of the store is not there, or went away and did not come back in time. `place` names no password.
    case unreachable(place: String, reason: String)
    /// The store is there and takes no changes for now: its server is a standby, or has no room for more attempts.
    case takesNoChanges(place: String, reason: String)
    /// The schema changed after this program had opened the store, and lacks a part that it uses.
    case schemaChanged(place: String, detail: String)
    /// The role that this program connects as may not do this.
    case denied(place: String, detail: String)
    /// The database engine reported an unexpected error: a fault of this program, or of its build.
    case failed(path: String, detail: String)

    /// The error where the store had been opened: a changed password or a removed file is then a store that went away, and
    /// not a wrong name.
    var ofOpenStore: StoreError {
        guard case .cannotOpen(let path, let reason, let remedy) = self else { return self }
        return .unreachable(place: path, reason: "\(reason); \(remedy)")
    }

    /// The object that was not found.
    public enum Missing: Sendable, Hashable {
        /// A store at this path.
        case store(path: String)
        /// A sign; `nearest` are the stored glosses most like it, best first, of `known` in all.
        case sign(gloss: String, nearest: [String], known: Int)
        case session(UUID)
        /// A lesson, by its code or its identifier.
        case lesson(String)
        case user(UUID)
        /// A media asset, by its identifier or its bucket and path.
        case media(String)
    }

    /// The kind of a failed read or write.
    public enum IOFailure: Sendable, Hashable {
        /// The disk, or the share of it that this user may fill, is full.
        case full
        /// The file or its folder cannot be written.
        case readOnly
        /// Anything else, in the words of the engine or the system.
        case other(String)
    }
}
