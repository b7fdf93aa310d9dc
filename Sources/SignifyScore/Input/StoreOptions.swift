import ArgumentParser
import FrontEnd
import PracticeAnalysis
import PracticeStore

/// Which practice store a command uses.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The practice store: a SQLite file, or postgresql://user@host/database (its password in PGPASSWORD or "
                + "~/.pgpass); without it, the file in your data folder.", valueName: "store"),
        completion: .file(extensions: ["sqlite", "db"]))
    var db: String?

    /// The store with its reference signs: a named one has to be there, the default one is filled on its first use.
    func openWithReferences() throws -> any PracticeDatabase {
        let location = try StoreLocation(parsing: db)
        guard db == nil else { return try location.openExisting(by: .oneThread) }
        let store = try location.open(by: .oneThread)
        if try store.signs().isEmpty {
            StandardStreams.note(
                "First use: filling the store with \(EmbeddedReferences.count) reference signs.")
            try EmbeddedReferences.seed(store)
        }
        return store
    }

    /// The store as it is: a named one has to be there.
    func open() throws -> any PracticeDatabase {
        let location = try StoreLocation(parsing: db)
        return try db == nil ? location.open(by: .oneThread) : location.openExisting(by: .oneThread)
    }

    /// The store to add references to, made where there is none.
    func openForAdding() throws -> any PracticeDatabase {
        guard db == nil else { return try StoreLocation(parsing: db).open(by: .oneThread) }
        return try openWithReferences()
    }

    /// Where it is, in words.
    var place: String { (try? StoreLocation(parsing: db).place) ?? "the default store" }
}
