import Logging

extension StoreLocation {
    /// Opens the store, and makes a file where there is none. Throws as
    /// ``SQLiteDatabase/open(path:by:busyTimeout:logger:)`` or
    /// ``PostgresDatabase/init(_:configuration:logger:)``.
    ///
    /// `busyTimeout` is how long an operation waits for what another program holds.
    public func open(
        by use: StoreUse = .manyThreads, busyTimeout: Duration = .seconds(5),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> any PracticeDatabase {
        switch self {
        case .sqlite(let path):
            try SQLiteDatabase.open(path: path, by: use, busyTimeout: busyTimeout, logger: logger)
        case .postgresql(let address):
            try PostgresDatabase(address, configuration: .init(lockTimeout: busyTimeout), logger: logger)
        }
    }

    /// Opens the store where there is one. Throws as
    /// ``SQLiteDatabase/openExisting(path:by:busyTimeout:logger:)`` or
    /// ``PostgresDatabase/init(_:configuration:logger:)``.
    public func openExisting(
        by use: StoreUse = .manyThreads, busyTimeout: Duration = .seconds(5),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> any PracticeDatabase {
        switch self {
        case .sqlite(let path):
            try SQLiteDatabase.openExisting(path: path, by: use, busyTimeout: busyTimeout, logger: logger)
        case .postgresql: try open(by: use, busyTimeout: busyTimeout, logger: logger)
        }
    }
}

/// Who uses an open store, which decides how many connections it has to its file.
public enum StoreUse: Sendable {
    /// Threads side by side: none that reads waits for one that writes.
    case manyThreads
    /// One after the other, as a command does: one connection, so that what opening reads and prepares is done once.
    case oneThread
}
