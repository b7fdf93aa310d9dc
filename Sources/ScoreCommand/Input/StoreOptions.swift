import ArgumentParser
import Foundation
import Signify

/// Which practice store a command uses.
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

extension Store {
    /// The last line of a page: where the attempt was kept, or that it was not.
    func note(ofSession session: UUID?) -> String {
        session.map { "Kept as \($0.storeText) in \(place)" } ?? "Not kept (--dry-run)"
    }
}
