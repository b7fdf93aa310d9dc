import CPlatform
import Foundation

/// One connection to a server, with the statements that it has prepared.
///
/// A pooler may give every transaction another session of the server (PgBouncer's transaction mode, Supabase's port 6543).
/// Then nothing of a session outlasts a transaction: statements are not prepared, and the settings belong to each
/// transaction (``begin(_:)``).
///
/// It waits by `poll` with a deadline, which tells a server that hangs from one that is slow: libpq's own calls wait for
/// ever.
///
/// Unchecked: libpq's connections may be used from any thread, and from one at a time; a ``PostgresPool`` or a
/// ``PostgresListener`` hands one out to one caller until it is given back.
final class PostgresConnection: @unchecked Sendable {
    let handle: OpaquePointer
    /// Whether a pooler stands between; known once the connection has been made.
    private(set) var isPooled = false
    private let configuration: PostgresConfiguration
    /// Names of prepared statements by their text. The texts are this module's own, so there are few.
    private var statements: [String: String] = [:]

    private var isRetired = false

    /// Takes over a connection that has been made.
    init(connected handle: OpaquePointer, configuration: PostgresConfiguration) {
        self.handle = handle
        self.configuration = configuration
    }

    deinit { PQfinish(handle) }

    /// Whether it can be given to the next caller: alive, and in no transaction.
    var isIdle: Bool {
        !isRetired && PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// Whether there is a transaction to end, failed or not.
    var isInTransaction: Bool { [PQTRANS_INTRANS, PQTRANS_INERROR].contains(PQtransactionStatus(handle)) }

    /// Has it closed once its caller is done with it.
    func retire() { isRetired = true }

    /// As 150020 for 15.20.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Whether the server has closed it since it was last used. Costs a system call and no round trip.
    var isClosedByServer: Bool {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        guard descriptor.fd >= 0 else { return true }
        guard poll(&descriptor, 1, 0) != 0 else { return false }
        return PQconsumeInput(handle) == 0 || PQstatus(handle) != CONNECTION_OK
    }

    /// Makes the settings of a connection that has been made, unless a pooler stands between.
    ///
    /// `declared` is the address's own word on that. Without it the process number that the connection was told is
    /// compared with the server's, since a pooler tells one of its own. One round trip, and one more without a pooler.
    func settle(declared: Bool?) throws(PostgresFailure) {
        if let declared {
            isPooled = declared
        } else {
            let row = try execute("SELECT pg_backend_pid()::text AS number").first
            isPooled = (try? row?.text("number")) != String(PQbackendPID(handle))
        }
        if !isPooled { try execute(settings("SET")) }
    }

    /// Begins a transaction by `sql`, such as `BEGIN READ ONLY`, and runs `first` in it; gives its result. One round trip.
    @discardableResult
    func begin(_ sql: String, then first: String = "") throws(PostgresFailure) -> PostgresResult {
        try execute([sql, isPooled ? settings("SET LOCAL") : "", first].joined(separator: ";"))
    }

    /// The settings that every statement of this module relies on, by `SET` or `SET LOCAL`.
    private func settings(_ set: String) -> String {
        func milliseconds(_ duration: Duration) -> Int64 {
            Int64(max(duration.bounded / .milliseconds(1), 0))
        }
        return [
            "statement_timeout = \(milliseconds(configuration.statementTimeout))",
            "lock_timeout = \(milliseconds(configuration.lockTimeout))",
            "idle_in_transaction_session_timeout = \(milliseconds(configuration.statementTimeout))",
            "search_path = public, extensions",
            "TimeZone = 'UTC'",
        ].map { "\(set) \($0)" }.joined(separator: ";")
    }

    /// Runs a statement: prepared on its first use here, or unprepared behind a pooler.
    @discardableResult
    func run(_ sql: String, _ parameters: [PostgresValue] = []) throws(PostgresFailure) -> PostgresResult {
        let name = isPooled ? nil : try prepare(sql)
        let values = parameters.map(\.binary)
        guard values.reduce(0, { $0 + ($1?.count ?? 0) }) <= 1_000_000_000 else {
            throw PostgresFailure(sqlState: "54000", message: "more than 1,000,000,000 bytes in one row")
        }
        let sent = PostgresConnection.withPointers(values) { pointers, lengths in
            let (count, formats) = (Int32(values.count), [Int32](repeating: 1, count: values.count))
            guard let name else {
                return PQsendQueryParams(handle, sql, count, nil, pointers, lengths, formats, 1)
            }
            return PQsendQueryPrepared(handle, name, count, pointers, lengths, formats, 1)
        }
        do {
            return try answer(sent)
        } catch {
            throw PostgresConnection.placed(error, parameters)
        }
    }

    /// Runs statements without parameters, in PostgreSQL's text form, and gives the last one's result.
    @discardableResult
    func execute(_ sql: String) throws(PostgresFailure) -> PostgresResult {
        try answer(PQsendQuery(handle, sql))
    }

    /// The name under which `sql` is prepared here.
    private func prepare(_ sql: String) throws(PostgresFailure) -> String {
        if let name = statements[sql] { return name }
        let name = "signify_\(statements.count + 1)"
        _ = try answer(PQsendPrepare(handle, name, sql, 0, nil))
        statements[sql] = name
        return name
    }

    private func answer(_ sent: Int32) throws(PostgresFailure) -> PostgresResult {
        guard sent == 1 else { throw lost() }
        // The server ends a statement at its own timeout; beyond that it does not answer.
        let deadline = ContinuousClock.now + configuration.statementTimeout.bounded + .seconds(10)
        var last: PostgresResult?
        var failure: PostgresFailure?
        while true {
            while PQisBusy(handle) != 0 {
                guard Self.wait(PQsocket(handle), until: deadline) else {
                    throw PostgresFailure(message: "the server does not answer", isConnectionLost: true)
                }
                guard PQconsumeInput(handle) == 1 else { throw lost() }
            }
            guard let result = PQgetResult(handle) else { break }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: last = PostgresResult(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                throw PostgresFailure(message: "COPY is not used here", isConnectionLost: true)
            default:
                failure =
                    failure ?? PostgresFailure(result, isConnectionLost: PQstatus(handle) == CONNECTION_BAD)
                PQclear(result)
            }
        }
        if var failure {
            failure.isConnectionLost = failure.isConnectionLost || PQstatus(handle) == CONNECTION_BAD
            throw failure
        }
        guard let last else { throw lost() }
        return last
    }

    /// The channel of a waiting notification.
    func notification() throws(PostgresFailure) -> String? {
        guard PQconsumeInput(handle) == 1 else { throw lost() }
        guard let notification = PQnotifies(handle) else { return nil }
        defer { PQfreemem(notification) }
        return String(cString: notification.pointee.relname)
    }

    private func lost() -> PostgresFailure {
        PostgresFailure(message: Self.firstLine(errorMessage), isConnectionLost: true)
    }

    /// libpq's message of the connection's last failure.
    var errorMessage: String { PQerrorMessage(handle).map { String(cString: $0) } ?? "" }

    /// libpq's message to its first line's end.
    static func firstLine(_ message: String) -> String {
        let line =
            message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "the connection was lost"
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// Waits for a socket to be readable, until the deadline at most.
    static func wait(_ socket: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        while true {
            let left = milliseconds(until: deadline)
            let ready = poll(&descriptor, 1, left)
            if ready > 0 { return true }
            if ready == 0, left == 0 { return false }
            if ready < 0, errno != EINTR { return false }
        }
    }

    /// The time to a deadline for `poll`: 0 when it has passed, a minute at most.
    static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = (deadline - .now) / .milliseconds(1)
        return Int32(min(max(left.rounded(.up), 0), 60_000))
    }

    /// Names the column where the server says only which parameter is no JSON.
    private static func placed(_ failure: PostgresFailure, _ parameters: [PostgresValue]) -> PostgresFailure {
        guard let number = failure.parameter, parameters.indices.contains(number - 1),
            case .json(_, let table, let column) = parameters[number - 1]
        else { return failure }
        var placed = failure
        placed.table = table
        placed.column = column
        return placed
    }

    /// Calls `body` with a pointer to each value; a null pointer is null. Linear in the bytes, which are copied once here
    /// and once by libpq.
    private static func withPointers<Result>(
        _ values: [Data?], _ body: ([UnsafePointer<CChar>?], [Int32]) -> Result
    ) -> Result {
        // In one buffer, so that every pointer stands while libpq copies.
        var all: [UInt8] = []
        all.reserveCapacity(values.reduce(1) { $0 + ($1?.count ?? 0) })
        var places: [Int?] = []
        for value in values {
            places.append(value.map { _ in all.count })
            if let value { all.append(contentsOf: value) }
        }
        // So that an empty value at the end has a pointer too.
        all.append(0)
        return all.withUnsafeBytes { buffer in
            let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            return body(
                places.map { place in place.flatMap { start?.advanced(by: $0) } },
                values.map { Int32($0?.count ?? 0) })
        }
    }
}
