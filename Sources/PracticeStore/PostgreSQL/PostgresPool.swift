import Dispatch
import Logging
import Synchronization

/// Connections to one server, of which each has one caller at a time; at most as many as the configuration says.
///
/// Callers wait for a free one, in the order in which they came, until the pool's timeout. One that the server has closed
/// in the meantime is found out without a round trip and replaced. Any number of threads may ask at once.
final class PostgresPool: Sendable {
    let address: PostgresAddress
    let configuration: PostgresConfiguration
    private let logger: Logger
    /// One permit for each connection that may still be taken.
    private let permits: DispatchSemaphore
    /// Connections at rest, the one used last at the end.
    private let idle = Mutex<[PostgresConnection]>([])

    init(_ address: PostgresAddress, _ configuration: PostgresConfiguration, _ logger: Logger) {
        self.address = address
        self.configuration = configuration
        self.logger = logger
        // From 0: a semaphore must not end below the value that it was made with.
        permits = DispatchSemaphore(value: 0)
        for _ in 0..<configuration.connections { permits.signal() }
    }

    /// Calls `body` with a connection that nobody else has.
    ///
    /// `fresh` is for a repetition after a lost connection: connections at rest are lost too, and closed.
    /// A connection that `body` leaves in a transaction, or broken, is closed too. Throws
    /// ``StoreError/unreachable(place:reason:)`` where none becomes free in time or the server cannot be reached.
    func use<Value>(
        fresh: Bool = false, patience: Duration? = nil, _ body: (PostgresConnection) -> Value
    ) throws(StoreError) -> Value {
        let nanoseconds = Int(configuration.poolTimeout.bounded / .nanoseconds(1))
        guard permits.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else {
            logger.warning(
                "no connection became free", metadata: ["connections": "\(configuration.connections)"])
            throw .unreachable(
                place: address.place,
                reason:
                    "all \(configuration.connections) connections of this program were in use for too long")
        }
        defer { permits.signal() }
        if fresh { idle.withLock { $0.removeAll() } }
        let connection = try take(patience ?? configuration.patience)
        let value = body(connection)
        if connection.isIdle { idle.withLock { $0.append(connection) } }
        return value
    }

    private func take(_ patience: Duration) throws(StoreError) -> PostgresConnection {
        while let connection = idle.withLock({ $0.popLast() }) {
            guard connection.isClosedByServer else { return connection }
            logger.info("a connection at rest was closed by the server")
        }
        return try open(patience: patience)
    }

    /// A connection beside the pool's own.
    func open(patience: Duration? = nil) throws(StoreError) -> PostgresConnection {
        do {
            let connection = try PostgresConnection.open(
                address, configuration, patience: patience ?? configuration.patience)
            logger.debug("connected")
            return connection
        } catch {
            logger.warning("no connection to the server", metadata: ["code": "\(error.sqlState)"])
            throw StoreError(error, place: address.place, isOpening: true)
        }
    }
}
