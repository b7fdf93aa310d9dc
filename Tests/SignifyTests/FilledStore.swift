import Foundation
import Signify
import TestSupport

/// A SQLite store of the shipped signs, and an attempt at HELLO; its files are removed with it.
final class FilledStore {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "signify-\(UUID().uuidString).sqlite")
    let store: Store
    let hello: Recording

    init() throws {
        store = try Store.open(file.path, [.create, .fill])
        hello = try Recording(path: Repository.fixtures.appendingPathComponent("attempts/hello.json").path)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
    }
}
