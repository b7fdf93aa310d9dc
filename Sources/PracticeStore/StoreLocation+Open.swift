import Logging

extension StoreLocation {
    /// Opens the store, and makes it where there is none. Throws as ``SQLiteDatabase/open(path:busyTimeout:logger:)``.
    public func open(
        busyTimeout: Duration = .seconds(5), logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> any PracticeDatabase {
        switch self {
        case .sqlite(let path): try SQLiteDatabase.open(path: path, busyTimeout: busyTimeout, logger: logger)
        }
    }

    /// Opens the store where there is one. Throws as
    /// ``SQLiteDatabase/openExisting(path:busyTimeout:logger:)``.
    public func openExisting(
        busyTimeout: Duration = .seconds(5), logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> any PracticeDatabase {
        switch self {
        case .sqlite(let path):
            try SQLiteDatabase.openExisting(path: path, busyTimeout: busyTimeout, logger: logger)
        }
    }
}
