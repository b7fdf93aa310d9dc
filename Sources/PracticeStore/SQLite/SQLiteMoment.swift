import GRDB

/// A read transaction that stays open, on a connection of its own: GRDB traps on a read within a read.
final class SQLiteMoment: EngineMoment {
    typealias Engine = SQLiteDatabase

    private let connection: DatabaseQueue
    private let path: String

    init(_ store: SQLiteDatabase) throws(StoreError) {
        path = store.path
        var configuration = store.connections.configuration
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        do {
            connection = try DatabaseQueue(path: store.path, configuration: configuration)
            try connection.unsafeRead { database in
                try database.beginTransaction(.deferred)
                // A transaction begins with its first reading.
                _ = try Int.fetchOne(database, sql: "SELECT 1 FROM limits")
            }
        } catch {
            throw StoreError(error, path: store.path)
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try connection.unsafeRead(body) } catch {
            throw StoreError(error, path: path).ofOpenStore
        }
    }
}
