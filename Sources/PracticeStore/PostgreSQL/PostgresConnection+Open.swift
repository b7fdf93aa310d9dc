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
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let connection = PostgresConnection(
            connected: handle, configuration: configuration)
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
        try connection.settle(declared: address.isPooler)
        return connection
    }

    /// The failure of a connection that was refused.
    private static func refusal(_ text: String) -> PostgresFailure {
        // 'connection to server at "…", port … failed: FATAL:  28P01: password …', once for each host tried; then hints,
        // which are indented, and the place in the server's source.
        let lines = text.split(whereSeparator: \.isNewline).filter {
            !$0.hasPrefix("LOCATION:") && $0.first?.isWhitespace == false
        }
        let message = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "; ")
        guard let code = message.matches(of: #/:\s+(?<code>(?=[A-Z]*[0-9])[0-9A-Z]{5}): /#).last else {
            return PostgresFailure(
                message: message.isEmpty ? firstLine(text) : message, isConnectionLost: true)
        }
        return PostgresFailure(
            sqlState: String(code.output.code),
            message: message.replacing(#/:\s+(?=[A-Z]*[0-9])[0-9A-Z]{5}: /#, with: ": "),
            isConnectionLost: true)
    }

    /// The URL's own parameters, and those that it leaves open.
    private static func parameters(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration
    ) -> [String: String] {
        var defaults = [
            "fallback_application_name": configuration.applicationName,
            // A network that has gone is noticed within a minute, and not after the two hours of the system.
            "keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
            "tcp_user_timeout": "60000",
        ]
        // Of several servers the one that takes changes: after a failover the first named is a standby.
        if address.hostCount > 1 { defaults["target_session_attrs"] = "read-write" }
        return address.parameters.merging(defaults) { given, _ in given }
            .merging(["client_encoding": "UTF8"]) { _, needed in needed }
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
