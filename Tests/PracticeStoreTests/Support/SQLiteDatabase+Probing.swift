import GRDB

@testable import PracticeStore

extension SQLiteDatabase {
    func pragma(_ name: String) throws -> Int? {
        try connections.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    func readerPragma(_ name: String) throws -> Int? {
        try connections.read { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    /// SQL of a test's own, with the store's errors.
    func execute(_ sql: String) throws(StoreError) {
        try write { try $0.execute(sql: sql) }
    }

    func scalar<Value: DatabaseValueConvertible>(_ type: Value.Type = Value.self, _ sql: String) throws
        -> Value?
    {
        try connections.read { try Value.fetchOne($0, sql: sql) }
    }

    /// SQLite's own checks of the file: both empty for a sound store.
    func faults() throws -> [String] {
        try connections.writeWithoutTransaction { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map(\.description)
        }
    }
}
