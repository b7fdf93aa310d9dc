import Foundation
import Logging

/// The practice store in a PostgreSQL database with the product's schema (`scripts/database/apply`).
///
/// Connections are pooled, opened as needed, and replaced when they break. The address is the server's own, where
/// statements are prepared on their first use of a connection, or a pooler's in any mode, where none is. A connection that
/// is lost before its transaction was to be committed, or that meets a server without changes (a standby, after a
/// failover), has done nothing: the operation is repeated once on a new one. Where it is lost while the transaction was
/// being committed, the server is asked whether it was (``PostgresDatabase/write(_:)``). Nothing personal is logged: no
/// address, no name, no identifier.
///
/// The connecting role decides which operations there are: the database's owner has them all; `service_role` all but
/// ``PracticeDatabase/addLearner(_:at:)``; `signify_worker` reads references and what a ``ScoringQueue`` needs. An
/// operation without the right throws ``StoreError/denied(place:detail:)``.
public final class PostgresDatabase: PracticeDatabase, DatabaseEngine {
    /// Without the password.
    public var place: String { pool.address.place }
    let pool: PostgresPool
    let logger: Logger

    /// Opens the store at `address`, and throws unless its schema is there.
    ///
    /// Connects once. Throws ``StoreError/unreachable(place:reason:)`` where no server answers,
    /// ``StoreError/denied(place:detail:)`` also for a role that would see no rows,
    /// ``StoreError/newerSchema(path:migrations:)``, and ``StoreError/cannotOpen(path:reason:remedy:)`` for a wrong password,
    /// an unknown database, a server before PostgreSQL 15, or a schema that is missing or older than this program.
    public init(
        _ address: PostgresAddress, configuration: PostgresConfiguration = PostgresConfiguration(),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) {
        pool = PostgresPool(address, configuration, logger)
        self.logger = logger
        let verified = try pool.use(patience: configuration.startPatience) { connection in
            Result { () throws(StoreError) in try PostgresSchema.verify(connection, place: address.place) }
        }
        try verified.get()
        logger.debug("store opened")
    }

    /// Asks the server whether it takes changes. One that does not is asked once more on a new connection.
    public func check() throws(StoreError) {
        try read { connection in
            let row = try connection.run(
                """
                SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS is_read_only
                FROM (SELECT count(*) FROM practice_sessions WHERE false) AS the_schema_is_there
                """
            ).first
            guard let row, try !row.bool("is_read_only") else { throw PostgresFailure.readOnly }
        }
    }

    /// A statement by itself; behind a pooler a transaction, two round trips more. Repeated once if the connection is lost, and
    /// then two requests may be taken for one.
    public func spend(_ quota: RequestQuota, of user: UUID) throws(StoreError) -> RequestAllowance {
        func spend(_ connection: PostgresConnection) throws -> RequestAllowance {
            let found = try connection.run(
                "SELECT granted, remaining::int8 AS remaining, wait_s "
                    + "FROM signify.spend($1::uuid, $2::text, $3::int8::int4, $4::int8::int4)",
                [.uuid(user), .text(quota.policy), .integer(quota.requests), .integer(quota.window)])
            guard let row = found.first, let wait = try row.optionalDouble("wait_s") else {
                throw PostgresRow.damaged("wait_s")
            }
            return RequestAllowance(
                isGranted: try row.bool("granted"), remaining: try row.integer("remaining"), wait: wait)
        }
        return try repeated { connection in
            .of {
                connection.isPooled
                    ? try PostgresDatabase.transaction(
                        "BEGIN ISOLATION LEVEL READ COMMITTED", connection, spend)
                    : try spend(connection)
            }
        }
    }

    /// Repeated once if the connection is lost. Behind a pooler a transaction, two round trips more.
    func read<Value>(_ body: (PostgresConnection) throws -> Value) throws(StoreError) -> Value {
        try repeated { connection in
            .of {
                connection.isPooled
                    ? try PostgresDatabase.transaction(
                        "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY", connection, body)
                    : try body(connection)
            }
        }
    }

    /// Two round trips more than ``read(_:)`` without a pooler.
    func snapshot<Value>(_ body: (PostgresConnection) throws -> Value) throws(StoreError) -> Value {
        try repeated { connection in
            .of { try PostgresDatabase.transaction(PostgresDatabase.beginSnapshot, connection, body) }
        }
    }

    /// A transaction that changes nothing, or what may be changed twice.
    private static func transaction<Value>(
        _ begin: String, _ connection: PostgresConnection, _ body: (PostgresConnection) throws -> Value
    ) throws -> Value {
        try connection.begin(begin)
        let value = try body(connection)
        try connection.execute("COMMIT")
        return value
    }

    /// `body` is called again where transactions crossed or a connection was lost: see above.
    ///
    /// An answer to COMMIT that never comes leaves open whether the transaction was committed. The transaction's number,
    /// fetched with its BEGIN, is then asked for (`pg_xact_status`) on another connection, for as long as the server is
    /// still at it; a transaction that came to nothing is repeated once. Only where the server does not come back within
    /// the configuration's patience it stays open, and the error says so. Two round trips more than `body`'s.
    func write<Value>(_ body: (PostgresConnection) throws -> Value) throws(StoreError) -> Value {
        try repeated { connection in PostgresDatabase.transaction(connection, body) }
    }

    static let beginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    /// The outcome of one attempt at an operation.
    private enum Outcome<Value> {
        case done(Value)
        /// COMMIT was sent and not answered.
        case unanswered(transaction: String, Value)
        case failed(any Error)

        static func of(_ body: () throws -> Value) -> Outcome {
            do { return .done(try body()) } catch { return .failed(error) }
        }
    }

    private static func transaction<Value>(
        _ connection: PostgresConnection, _ body: (PostgresConnection) throws -> Value
    ) -> Outcome<Value> {
        let transaction: String
        let value: Value
        do {
            let begun = try connection.begin(
                "BEGIN ISOLATION LEVEL READ COMMITTED", then: "SELECT pg_current_xact_id()::text AS id")
            guard let row = begun.first else { throw PostgresRow.damaged("transaction") }
            transaction = try row.text("id")
            value = try body(connection)
        } catch {
            return .failed(error)
        }
        do {
            let ended = try connection.execute("COMMIT")
            guard ended.command == "COMMIT" else {
                return .failed(PostgresFailure(sqlState: "25P02", message: "the transaction was rolled back"))
            }
            return .done(value)
        } catch {
            return error.isConnectionLost ? .unanswered(transaction: transaction, value) : .failed(error)
        }
    }

    /// Makes attempts until one is done, or fails in a way that another would not mend.
    private func repeated<Value>(_ attempt: (PostgresConnection) -> Outcome<Value>) throws(StoreError)
        -> Value
    {
        var wasLost = false
        var crossings = Backoff(first: .milliseconds(10), longest: .milliseconds(200))
        var crossingsLeft = 5
        while true {
            let outcome: Outcome<Value>
            do {
                outcome = try pool.use(fresh: wasLost) { connection in
                    let outcome = attempt(connection)
                    if case .failed(let error) = outcome { PostgresDatabase.clear(connection, after: error) }
                    return outcome
                }
            } catch {
                throw error.ofOpenStore
            }
            switch outcome {
            case .done(let value): return value
            case .unanswered(let transaction, let value):
                logger.warning("the connection was lost at a commit")
                if try wasCommitted(transaction) { return value }
                guard !wasLost else {
                    throw .unreachable(
                        place: place, reason: "the connection was lost twice, and nothing was changed")
                }
                wasLost = true
            case .failed(let error as PostgresFailure)
            where (error.isConnectionLost || error.isReadOnly) && !wasLost:
                logger.warning(
                    error.isReadOnly ? "the server takes no changes" : "the connection was lost",
                    metadata: ["code": "\(error.sqlState)"])
                wasLost = true
            case .failed(let error as PostgresFailure) where error.isWorthRepeating && crossingsLeft > 0:
                logger.info("transactions crossed", metadata: ["code": "\(error.sqlState)"])
                crossingsLeft -= 1
                PostgresDatabase.pause(crossings.next())
            case .failed(let error): throw StoreError(error, postgresPlace: place)
            }
        }
    }

    /// Makes a connection fit for the next caller; one that is not is closed by the pool.
    private static func clear(_ connection: PostgresConnection, after error: any Error) {
        if let failure = error as? PostgresFailure, failure.isOfThisConnection {
            connection.retire()
            return
        }
        if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
    }

    /// Whether a transaction whose COMMIT was not answered took place.
    private func wasCommitted(_ transaction: String) throws(StoreError) -> Bool {
        let deadline = ContinuousClock.now + pool.configuration.patience.bounded
        var backoff = Backoff(first: .milliseconds(10), longest: .milliseconds(500))
        var status: String?
        repeat {
            do {
                status = try read { connection in
                    try connection.run(
                        "SELECT pg_xact_status($1::text::xid8) AS status", [.text(transaction)]
                    ).first?.optionalText("status")
                }
            } catch {
                break
            }
            switch status {
            case "committed": return true
            case "aborted": return false
            // The server has not noticed the lost connection yet.
            case "in progress": PostgresDatabase.pause(backoff.next())
            default: break
            }
        } while status == "in progress" && ContinuousClock.now < deadline
        throw .unreachable(
            place: place,
            reason:
                "the connection was lost while a change was being committed, and the server cannot be asked "
                + "whether it was; look before you make it again")
    }

    static func pause(_ duration: Duration) {
        Thread.sleep(forTimeInterval: duration / .seconds(1))
    }
}
