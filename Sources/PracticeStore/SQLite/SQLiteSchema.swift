import GRDB

/// The versions of the SQLite schema, and the check of a file's owner.
enum SQLiteSchema {
    /// "SIGN" in ASCII, in the file's header: the file is a practice store and not another program's database.
    static let applicationID = 0x5349_474E

    /// Every version, oldest first. A version that has been released is never edited: a change is a new one.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 practice store", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: SQLiteSchemaV1.sql)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2 limits of points", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: SQLiteSchemaV2.sql)
        }
        migrator.registerMigration("3 kept signs", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: SQLiteSchemaV3.sql)
        }
        migrator.registerMigration("4 request ids", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: SQLiteSchemaV4.sql)
        }
        return migrator
    }()

    /// Tables that may stand in a file before its first migration: GRDB makes them on the way there.
    private static let scaffolding = ["grdb_migrations", "grdb_issue_102"]

    /// Throws unless the database is new, or a practice store of this version or an earlier one. Runs before
    /// anything is written, so that another program's database is left untouched.
    static func verify(_ database: Database, path: String) throws {
        let tables = try String.fetchAll(
            database,
            sql:
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        let ownID = try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID
        guard ownID || tables.allSatisfy(scaffolding.contains) else {
            throw StoreError.cannotOpen(
                path: path, reason: "it is another program's SQLite database",
                remedy: "name another file; this one was not touched")
        }
        guard tables.contains("grdb_migrations") else { return }
        let applied = try migrator.appliedIdentifiers(database)
        let unknown = applied.subtracting(migrator.migrations)
        guard unknown.isEmpty else {
            throw StoreError.newerSchema(path: path, migrations: unknown.sorted())
        }
    }

    /// Brings the database to the newest version.
    ///
    /// GRDB looks for what is missing before it takes the write lock, so two programs that open a new store at
    /// once both try the first version and one fails. It fails because the other was quicker: then look again.
    static func migrate(_ connections: any DatabaseWriter) throws {
        var attempts = migrator.migrations.count
        while true {
            do {
                return try migrator.migrate(connections)
            } catch {
                attempts -= 1
                guard attempts >= 0, error is DatabaseError,
                    try connections.read(migrator.appliedMigrations).count > 0
                else { throw error }
            }
        }
    }
}
