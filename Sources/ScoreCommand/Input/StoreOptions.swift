import ArgumentParser
import Signify

/// The practice store of a command.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The practice store: a SQLite file, or postgresql://user@host/database (its password in PGPASSWORD or "
                + "~/.pgpass); without it, the file in your data folder.", valueName: "store"),
        completion: .file(extensions: ["sqlite", "db"]))
    var db: String?

    /// Opens the store: a named one has to be there unless `provision` makes it.
    func open(_ provision: Store.Provision = []) throws -> Store {
        try Store.open(db, provision, by: .oneThread) { StandardStreams.note("signify-score: \($0)") }
    }
}
