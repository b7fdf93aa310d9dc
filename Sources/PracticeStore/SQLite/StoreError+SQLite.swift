import GRDB

extension StoreError {
    /// The error for any that GRDB threw.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self = StoreError.of(error, path: path)
        case is RowDecodingError:
            // GRDB's own text quotes the row, which may be a learner's.
            self = .corrupt(
                place: path, detail: "a value in it has a type that no version of the schema gives it")
        default: self = .failed(path: path, detail: String(describing: type(of: error)))
        }
    }

    /// Every primary result code of https://www.sqlite.org/rescode.html. The message is SQLite's own; the
    /// statement and its arguments, which hold a learner's values, stay out.
    private static func of(_ error: DatabaseError, path: String) -> StoreError {
        // A damaged schema is quoted with its line breaks.
        let message = (error.message ?? "no message").split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        let coded = "\(message) (SQLite code \(error.extendedResultCode.rawValue))"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            return .locked(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
            return .corrupt(place: path, detail: message)
        case .SQLITE_FULL:
            return .io(path: path, .full)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return error.extendedResultCode == .SQLITE_READONLY_DBMOVED
                ? .io(path: path, .other("the file was moved or removed while it was open"))
                : .io(path: path, .readOnly)
        case .SQLITE_IOERR, .SQLITE_NOLFS, .SQLITE_NOMEM:
            return .io(path: path, .other(coded))
        case .SQLITE_CANTOPEN:
            return .cannotOpen(path: path, reason: message, remedy: "check the path and its permissions")
        case .SQLITE_CONSTRAINT:
            return constraint(error, message)
        case .SQLITE_TOOBIG:
            return .refused(
                table: "the store", column: "value", reason: "a value has at most 1,000,000,000 bytes")
        case .SQLITE_ERROR where message.hasPrefix("could not activate WAL"):
            return .cannotOpen(
                path: path, reason: "the file system of its folder has no write-ahead log",
                remedy: "keep the store on a local disk")
        case .SQLITE_ERROR where message.hasPrefix("no such table") || message.hasPrefix("no such column"):
            return .corrupt(place: path, detail: message)
        case .SQLITE_ERROR, .SQLITE_INTERNAL, .SQLITE_ABORT, .SQLITE_INTERRUPT, .SQLITE_NOTFOUND,
            .SQLITE_EMPTY, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_MISUSE, .SQLITE_RANGE,
            .SQLITE_NOTICE, .SQLITE_WARNING, .SQLITE_ROW, .SQLITE_DONE, .SQLITE_OK:
            return .failed(path: path, detail: coded)
        default:
            return .failed(path: path, detail: coded)
        }
    }

    /// The message ends in the constraint's name, or in `table.column` (several, for a key of several).
    private static func constraint(_ error: DatabaseError, _ message: String) -> StoreError {
        let subject = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_CHECK:
            return SchemaRule.named(subject)?.error
                ?? .refused(table: "the store", column: subject, reason: "a check of the schema failed")
        case .SQLITE_CONSTRAINT_NOTNULL:
            return refused(subject, "it must not be empty")
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return refused(subject, "there is a row with this value already")
        case .SQLITE_CONSTRAINT_FOREIGNKEY, .SQLITE_CONSTRAINT_TRIGGER:
            return .refused(
                table: "the store", column: "reference",
                reason: "a row names one that does not exist, or is itself still named by another")
        case .SQLITE_CONSTRAINT_DATATYPE:
            return refused(message.split(separator: " ").last.map(String.init) ?? message, message)
        default:
            return .refused(table: "the store", column: "constraint", reason: message)
        }
    }

    private static func refused(_ place: String, _ reason: String) -> StoreError {
        let first = place.split(separator: ",").first ?? Substring(place)
        let parts = first.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return .refused(table: "the store", column: place, reason: reason) }
        return .refused(table: String(parts[0]), column: String(parts[1]), reason: reason)
    }
}
