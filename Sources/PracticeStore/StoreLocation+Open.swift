extension StoreLocation {
    /// Opens the store, and makes a file where there is none. Throws as
    /// ``SQLiteDatabase/open(path:by:busyTimeout:logger:)`` or
    /// ``PostgresDatabase/init(_:configuration:logger:)``.
    public func open(by use: StoreUse = .manyThreads) throws(StoreError) -> any PracticeDatabase {
        switch self {
        case .sqlite(let path): try SQLiteDatabase.open(path: path, by: use)
        case .postgresql(let address): try PostgresDatabase(address)
        }
    }

    /// Opens the store where there is one. Throws as
    /// ``SQLiteDatabase/openExisting(path:by:busyTimeout:logger:)`` or
    /// ``PostgresDatabase/init(_:configuration:logger:)``.
    public func openExisting(by use: StoreUse = .manyThreads) throws(StoreError) -> any PracticeDatabase {
        if case .sqlite(let path) = self { return try SQLiteDatabase.openExisting(path: path, by: use) }
        return try open(by: use)
    }
}

/// The users of an open store, which decide the number of connections to its file.
public enum StoreUse: Sendable {
    /// Threads side by side: none that reads waits for one that writes.
    case manyThreads
    /// One after the other, as a command does: one connection, so that opening reads and prepares once.
    case oneThread
}
