import Foundation
import PracticeStore

/// The engines behind the protocol. Every conformance test runs on each.
enum StoreEngine: String, Sendable {
    case sqlite, sqliteOfOneThread, postgres

    /// A new, empty store.
    func open() throws -> Store {
        switch self {
        case .sqlite: return try Self.file(for: .manyThreads)
        case .sqliteOfOneThread: return try Self.file(for: .oneThread)
        case .postgres:
            let database = try PostgresServer.makeDatabase()
            let store = try database.open()
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
        PostgresServer.url == nil ? [.sqlite, .sqliteOfOneThread] : [.sqlite, .sqliteOfOneThread, .postgres]
    }
}
