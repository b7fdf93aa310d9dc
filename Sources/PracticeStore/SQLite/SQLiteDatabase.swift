import Foundation
import GRDB
import Logging

/// The practice store in one SQLite file, in WAL mode: readers never wait for the writer, and programs share it.
///
/// A commit is on the disk when an operation returns: `synchronous` is FULL, since NORMAL, WAL's usual choice,
/// may lose the last commits in a power cut, and a learner has seen the score by then. It costs one fsync for each
/// operation; a batch, such as the takes of a sign, is one operation.
///
/// A store's own writes wait for each other; other programs' are waited for until the busy timeout. Nothing personal
/// is logged: no path, no name, no identifier.
public final class SQLiteDatabase: PracticeDatabase, DatabaseEngine {
    /// The file.
    public let path: String
    let connections: any DatabaseWriter
    let logger: Logger
    private let buckets = RequestBuckets()

    /// A logger that says nothing, labelled `signify.store`.
    public static let silent = Logger(label: "signify.store", factory: { _ in SwiftLogNoOpLogHandler() })

    /// Opens the store at `path`, and makes it, with the folders it needs, where there is none.
    ///
    /// A store of an earlier version is brought up to date. A file that is no practice store is left as it is.
    /// `busyTimeout` is the longest wait of this and every operation for other programs. Throws
    /// ``StoreError/cannotOpen(path:reason:remedy:)``, ``StoreError/corrupt(place:detail:)``,
    /// ``StoreError/newerSchema(path:migrations:)``, ``StoreError/locked(path:)`` or ``StoreError/io(path:_:)``.
    public static func open(
        path: String, by use: StoreUse = .manyThreads, busyTimeout: Duration = .seconds(5),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> SQLiteDatabase {
        let path = absolute(path)
        if case .missing = try StoreFile.inspect(path) {
            try StoreFile.makeFolders(for: path)
        }
        return try SQLiteDatabase(path: path, by: use, busyTimeout: busyTimeout, logger: logger)
    }

    /// Opens the store at `path` as ``open(path:by:busyTimeout:logger:)`` does, and throws
    /// ``StoreError/notFound(_:)`` where there is none: for a command that only reads and must not leave a new
    /// store behind for a mistyped name.
    public static func openExisting(
        path: String, by use: StoreUse = .manyThreads, busyTimeout: Duration = .seconds(5),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) -> SQLiteDatabase {
        let path = absolute(path)
        guard case .present = try StoreFile.inspect(path) else { throw .notFound(.store(path: path)) }
        return try SQLiteDatabase(path: path, by: use, busyTimeout: busyTimeout, logger: logger)
    }

    private init(
        path: String, by use: StoreUse, busyTimeout: Duration, logger: Logger
    ) throws(StoreError) {
        self.path = path
        self.logger = logger
        // The switch to WAL may be refused at once while another program is switching too, without the wait that
        // the busy timeout promises: wait here.
        let deadline = ContinuousClock.now + busyTimeout
        while true {
            do {
                connections = try SQLiteDatabase.connect(path: path, by: use, busyTimeout: busyTimeout)
                break
            } catch {
                let error = StoreError(error, path: path)
                guard case .locked = error, ContinuousClock.now < deadline else { throw error }
                usleep(10_000)
            }
        }
        logger.debug("store opened", metadata: ["migrations": "\(SQLiteSchema.migrator.migrations.count)"])
    }

    private static func connect(
        path: String, by use: StoreUse, busyTimeout: Duration
    ) throws -> any DatabaseWriter {
        let configuration = configuration(path: path, busyTimeout: busyTimeout)
        let connections: any DatabaseWriter
        switch use {
        case .manyThreads: connections = try DatabasePool(path: path, configuration: configuration)
        case .oneThread:
            connections = try DatabaseQueue(path: path, configuration: configuration)
            try connections.writeWithoutTransaction(switchToWAL)
        }
        try connections.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        try SQLiteSchema.migrate(connections)
        return connections
    }

    /// The settings of every connection to the file at `path`.
    private static func configuration(path: String, busyTimeout: Duration) -> Configuration {
        let seconds = busyTimeout / .seconds(1)
        let milliseconds = Int(min(max(seconds, 0), 86_400) * 1000)
        var configuration = Configuration()
        configuration.label = "signify.store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(milliseconds) / 1000)
        configuration.prepareDatabase { database in
            // GRDB gives its readers ten seconds of their own.
            try database.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
            if !database.configuration.readonly { try SQLiteSchema.verify(database, path: path) }
        }
        return configuration
    }

    /// As GRDB does for a pool, without the table that it makes and drops for readers that there are none of here.
    private static func switchToWAL(_ database: Database) throws {
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw DatabaseError(message: "could not activate WAL Mode")
        }
    }

    // SQLite reads a name that begins with "file:" as a URI with options; an absolute path is only a path.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// With the write lock, which another program may keep, and the schema, which a damaged file has not.
    public func check() throws(StoreError) {
        try write { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM limits") }
    }

    public func spend(_ quota: RequestQuota, of user: UUID) throws(StoreError) -> RequestAllowance {
        buckets.spend(quota, of: user, at: ProcessInfo.processInfo.systemUptime)
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            // Not "read": on a connection that writes too it is read-only for a while, and each change of that expires
            // every statement that was prepared.
            return try connections.unsafeRead { database in
                try database.beginTransaction(.deferred)
                defer { try? database.rollback() }
                return try body(database)
            }
        } catch {
            throw StoreError(error, path: path).ofOpenStore
        }
    }

    /// A read sees the store at one moment anyway.
    func snapshot<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value { try read(body) }

    /// With the write lock from its beginning.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try connections.write(body)
        } catch {
            let error = StoreError(error, path: path).ofOpenStore
            if case .locked = error { logger.warning("store locked by another connection") }
            throw error
        }
    }
}
