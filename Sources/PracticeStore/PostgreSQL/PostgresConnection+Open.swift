import CPlatform
import Foundation

extension PostgresConnection {
    /// Connects, and tries again after growing pauses while the server is away, until `patience` ends.
    ///
    /// `wake` is a descriptor whose becoming readable ends the waiting; -1 for none.
    static func open(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration, patience: Duration,
        wake: Int32 = -1
    ) throws(PostgresFailure) -> PostgresConnection {
        let deadline = ContinuousClock.now + patience.bounded
        var backoff = Backoff()
        while true {
            let failure: PostgresFailure
            do {
                return try attempt(address, configuration, wake: wake)
            } catch {
                failure = error
            }
            let pause = ContinuousClock.now + backoff.next()
            guard failure.mayPass, pause < deadline, !wait(wake, until: pause) else { throw failure }
        }
    }

    /// One attempt, within the connect timeout.
    private static func attempt(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration, wake: Int32
    ) throws(PostgresFailure) -> PostgresConnection {
        guard let handle = start(parameters(address, configuration)) else {
            throw PostgresFailure(message: "no memory for a connection", isConnectionLost: true)
        }
        // Without it libpq writes what the server remarks to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        // The only way to the code of a refused login: libpq keeps no result of it.
        PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        let connection = PostgresConnection(
            connected: handle, statementTimeout: configuration.statementTimeout)
        let deadline = ContinuousClock.now + configuration.connectTimeout.bounded
        var waitsFor = PGRES_POLLING_WRITING
        while PQstatus(handle) != CONNECTION_BAD, waitsFor != PGRES_POLLING_OK,
            waitsFor != PGRES_POLLING_FAILED
        {
            var descriptors = [
                pollfd(
                    fd: PQsocket(handle),
                    events: Int16(waitsFor == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0),
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            ]
            let left = milliseconds(until: deadline)
            let ready = poll(&descriptors, 2, left)
            if (ready == 0 && left == 0) || (ready < 0 && errno != EINTR) {
                throw PostgresFailure(message: "no answer within the connect timeout", isConnectionLost: true)
            }
            if descriptors[1].revents != 0 { throw PostgresFailure(message: "woken", isConnectionLost: true) }
            if descriptors[0].revents != 0 { waitsFor = PQconnectPoll(handle) }
        }
        guard PQstatus(handle) == CONNECTION_OK else { throw refusal(connection.errorMessage) }
        try connection.execute(session(configuration))
        return connection
    }

    /// The failure of a connection that was refused.
    private static func refusal(_ text: String) -> PostgresFailure {
        // "connection to server at "…", port … failed: FATAL:  28P01", once for each host tried.
        let message = firstLine(text)
        let last = message.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).last.map(String.init) ?? ""
        let isCode =
            last.utf8.count == 5
            && last.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return PostgresFailure(sqlState: isCode ? last : "", message: message, isConnectionLost: true)
    }

    /// The URL's own parameters, and those that it leaves open.
    private static func parameters(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration
    ) -> [String: String] {
        let defaults = [
            "fallback_application_name": configuration.applicationName,
            // A network that has gone is noticed within a minute, and not after the two hours of the system.
            "keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
            "tcp_user_timeout": "60000",
        ]
        return address.parameters.merging(defaults) { given, _ in given }
            .merging(["client_encoding": "UTF8"]) { _, needed in needed }
    }

    /// The settings that every statement of this module relies on.
    private static func session(_ configuration: PostgresConfiguration) -> String {
        func milliseconds(_ duration: Duration) -> Int64 {
            Int64(max(duration.bounded / .milliseconds(1), 0))
        }
        return """
            SET statement_timeout = \(milliseconds(configuration.statementTimeout));
            SET lock_timeout = \(milliseconds(configuration.lockTimeout));
            SET idle_in_transaction_session_timeout = \(milliseconds(configuration.statementTimeout));
            SET default_transaction_isolation = 'read committed';
            SET search_path = public, extensions;
            SET TimeZone = 'UTC'
            """
    }

    private static func start(_ parameters: [String: String]) -> OpaquePointer? {
        let sorted = parameters.sorted { $0.key < $1.key }
        var keywords: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.key)) }
        var values: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.value)) }
        defer { for text in keywords + values { free(UnsafeMutableRawPointer(mutating: text)) } }
        keywords.append(nil)
        values.append(nil)
        return PQconnectStartParams(keywords, values, 0)
    }
}
