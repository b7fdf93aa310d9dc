import Foundation
import PracticeStore

/// The engines behind the protocol. Every conformance test runs on each.
enum StoreEngine: String, CaseIterable, Sendable {
    case sqlite

    /// A new, empty store.
    func open() throws -> Store {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            return Store(
                database: try SQLiteDatabase.open(path: folder.file("practice.sqlite")), lifetime: folder)
        }
    }

    /// A store and whatever must live as long as it.
    struct Store {
        let database: any PracticeDatabase
        let lifetime: AnyObject
    }
}
