import Foundation
import PracticeStore

/// The engines behind the protocol. Every conformance test runs on each.
enum StoreEngine: String, Sendable {
    case sqlite, postgres

    /// A new, empty store.
    func open() throws -> Store {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            return Store(
                database: try SQLiteDatabase.open(path: folder.file("practice.sqlite")), lifetime: folder)
        case .postgres:
            let database = try PostgresServer.makeDatabase()
            let store = try database.open()
            // A file has its one learner from the start.
            try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
            return Store(database: store, lifetime: database)
        }
    }

    /// A store and whatever must live as long as it.
    struct Store {
        let database: any PracticeDatabase
        let lifetime: AnyObject
    }
}

extension StoreEngine: CaseIterable {
    /// PostgreSQL among them where there is a server.
    static var allCases: [StoreEngine] { PostgresServer.url == nil ? [.sqlite] : [.sqlite, .postgres] }
}
