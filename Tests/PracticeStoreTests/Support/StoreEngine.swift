import Foundation

@testable import PracticeStore

/// The engines behind the protocol. Every conformance test runs on each.
enum StoreEngine: String, Sendable {
    case sqlite, sqliteOfOneThread, postgres
    /// PostgreSQL behind a pooler that gives every transaction another session.
    case pooledPostgres

    /// A new, empty store.
    func open() throws -> Store {
        switch self {
        case .sqlite: return try Self.file(for: .manyThreads)
        case .sqliteOfOneThread: return try Self.file(for: .oneThread)
        case .postgres, .pooledPostgres:
            let database = try PostgresServer.makeDatabase()
            let port = self == .postgres ? nil : try Pooler.shared.get().port
            let store = try PostgresDatabase(database.address(port: port))
            // A file has its one learner from the start.
            try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
            return Store(database: store, lifetime: database)
        }
    }

    private static func file(for use: StoreUse) throws -> Store {
        let folder = try TemporaryFolder()
        return Store(
            database: try SQLiteDatabase.open(path: folder.file("practice.sqlite"), by: use), lifetime: folder
        )
    }

    /// A store and whatever must live as long as it.
    struct Store {
        let database: any PracticeDatabase
        let lifetime: AnyObject

        /// Sets a column of the one row of limits.
        func limit(_ column: String, _ value: Int) throws {
            if let file = database as? SQLiteDatabase {
                try file.execute("UPDATE limits SET \(column) = \(value)")
            }
            try (database as? PostgresDatabase)?.write {
                _ = try $0.execute("UPDATE signify.limits SET \(column) = \(value)")
            }
        }

        /// The number of rows of a table, or of those that its conditions leave.
        func count(_ rows: String) throws -> Int? {
            let sql = "SELECT count(*) FROM \(rows)"
            if let file = database as? SQLiteDatabase { return try file.scalar(Int.self, sql) }
            return try (database as? PostgresDatabase)?.text(sql).flatMap(Int.init)
        }
    }
}

extension StoreEngine: CaseIterable {
    /// PostgreSQL among them where there is a server.
    static var allCases: [StoreEngine] {
        let files: [StoreEngine] = [.sqlite, .sqliteOfOneThread]
        return PostgresServer.url == nil ? files : files + [.postgres, .pooledPostgres]
    }
}
