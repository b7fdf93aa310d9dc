import Foundation

/// The place of a practice store, as the value of `--db` names it.
public enum StoreLocation: Sendable, Hashable {
    /// A SQLite file, by its absolute path.
    case sqlite(path: String)
    /// A PostgreSQL database.
    case postgresql(PostgresAddress)

    /// Reads `value`: `nil` is the user's data folder (`$XDG_DATA_HOME/signify/signify.sqlite`, without the
    /// variable `~/.local/share/signify/signify.sqlite`), else a path, `sqlite:path` or `sqlite:///path`,
    /// `postgresql://…` or `postgres://…`. Nothing is opened or made.
    ///
    /// Throws ``StoreError/unsupported(engine:)`` for other engines (without repeating the address, which may hold
    /// a password), and ``StoreError/cannotOpen(path:reason:remedy:)`` for an empty value, a malformed address, or
    /// where no home folder is known.
    public init(
        parsing value: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        workingDirectory: String = FileManager.default.currentDirectoryPath
    ) throws(StoreError) {
        guard let value else {
            self = .sqlite(path: try StoreLocation.userDataFile(environment))
            return
        }
        var path = value
        if let colon = value.firstIndex(of: ":") {
            let scheme = value[..<colon].lowercased()
            let rest = value[value.index(after: colon)...]
            switch scheme {
            case _ where PostgresAddress.isScheme(scheme):
                self = .postgresql(try PostgresAddress(url: value))
                return
            case "sqlite": path = String(rest.hasPrefix("//") ? rest.dropFirst(2) : rest)
            case _ where rest.hasPrefix("//"): throw .unsupported(engine: "the engine \(scheme)://")
            default: break
            }
        }
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw .cannotOpen(
                path: "\"\"", reason: "the value names no file", remedy: "name one, as practice.sqlite")
        }
        guard path != ":memory:" else {
            throw .cannotOpen(
                path: path, reason: "a store in memory would be lost with the command",
                remedy: "name a file, as practice.sqlite")
        }
        // A shell leaves the tilde of --db=~/x alone.
        if path.hasPrefix("~/") {
            path = try StoreLocation.home(environment) + path.dropFirst(1)
        }
        self = .sqlite(path: path.hasPrefix("/") ? path : workingDirectory + "/" + path)
    }

    /// In words: a path, or an address without its password.
    public var place: String {
        switch self {
        case .sqlite(let path): path
        case .postgresql(let address): address.place
        }
    }

    private static func userDataFile(_ environment: [String: String]) throws(StoreError) -> String {
        // The XDG Base Directory Specification has relative paths ignored.
        if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") {
            return folder + "/signify/signify.sqlite"
        }
        return try home(environment) + "/.local/share/signify/signify.sqlite"
    }

    private static func home(_ environment: [String: String]) throws(StoreError) -> String {
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw .cannotOpen(
                path: "~/.local/share/signify/signify.sqlite", reason: "HOME names no folder",
                remedy: "set HOME or XDG_DATA_HOME, or name a store file")
        }
        return home
    }
}
