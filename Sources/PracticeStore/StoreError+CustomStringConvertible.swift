import Foundation

extension StoreError: CustomStringConvertible {
    /// One line: `no reference sign HELO: the nearest of 24 are HELLO, HELP`.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason, let remedy):
            "cannot open the store \(path): \(reason); \(remedy)"
        case .locked(let path):
            "the store \(path) is locked: another program kept it for too long; wait for it to finish, "
                + "or close it, and run this again"
        case .corrupt(let place, let detail):
            "\(place) is damaged: \(detail); restore it from a copy, or move it away and start a new store"
        case .newerSchema(let path, let migrations):
            "the store \(path) was made by a later version of this program "
                + "(it has \(migrations.joined(separator: ", "))); update this program, or name another store"
        case .notFound(let missing): missing.description
        case .refused(let table, let column, let reason):
            "\(table).\(column) refused: \(reason)"
        case .taken(let id):
            "practice session \(id.storeText) exists already; give every new attempt an identifier of its own"
        case .limited(let reason): reason
        case .io(let path, let failure): failure.description(path: path)
        case .unsupported(let engine):
            "\(engine) is not in this build, which keeps its store in SQLite or PostgreSQL; name a file, as "
                + "practice.sqlite, or an address, as postgresql://user@host/database"
        case .unreachable(let place, let reason):
            "the store \(place) cannot be reached: \(reason); check the address and that its server runs, "
                + "and run this again"
        case .takesNoChanges(let place, let reason):
            "the store \(place) takes no changes now: \(reason); run this again in a while"
        case .schemaChanged(let place, let detail):
            "the schema of the store \(place) has changed since this program opened it: \(detail); "
                + "run scripts/database/apply on it, or update this program"
        case .denied(let place, let detail):
            "the store \(place) refused: \(detail); connect as a role with the right to it, or have it granted"
        case .failed(let path, let detail):
            "the store \(path) failed in a way that this program should not cause: \(detail); "
                + "please report this line"
        }
    }
}

extension StoreError.Missing: CustomStringConvertible {
    /// One line, without the store's path: the caller named the store.
    public var description: String {
        switch self {
        case .store(let path):
            "no store at \(path); check the path, or add a reference sign to make one"
        case .sign(let gloss, _, known: 0):
            "no reference sign \(gloss): the store has no signs; add takes of it first"
        case .sign(let gloss, let nearest, let known):
            known <= nearest.count
                ? "no reference sign \(gloss): the store has \(nearest.joined(separator: ", ")); "
                    + "use one of these, or add takes of it"
                : "no reference sign \(gloss): the nearest of \(known) are \(nearest.joined(separator: ", ")); "
                    + "use one of these, or add takes of it"
        case .session(let id):
            "no practice session \(id.storeText); list the history to see what there is"
        case .lesson(let name): "no lesson \(name); save the lesson first, or leave it out"
        case .user(let id): "no user \(id.storeText); add the user first"
        case .media(let name):
            "no media asset \(name) that this user may read; check the reference in raw_metrics, "
                + "or store the recording again"
        }
    }
}

extension StoreError.IOFailure {
    fileprivate func description(path: String) -> String {
        switch self {
        case .full: "no space left for the store \(path): nothing was written; free some, and run this again"
        case .readOnly:
            "the store \(path) cannot be written; change the permissions of the file and its folder, "
                + "or name another store"
        case .other(let detail):
            "reading or writing the store \(path) failed: \(detail); check the disk, and run this again"
        }
    }
}
