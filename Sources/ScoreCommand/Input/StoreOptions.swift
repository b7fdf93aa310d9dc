import ArgumentParser
import Signify

struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The practice store: a SQLite file, or postgresql://user@host/database (its password in "
                + "PGPASSWORD or ~/.pgpass); by default the file in your data folder.", valueName: "store"),
        completion: .file(extensions: ["sqlite", "db"]))
    var db: String?

    /// Opens the store. A missing `--db` is an error unless `provision` creates it.
    func open(_ provision: Store.Provision = []) throws -> Store {
        try Store.open(db, provision, by: .oneThread) { StandardStreams.note("signify-score: \($0)") }
    }
}
