import CPlatform
import Foundation
import Logging
import Synchronization

/// Waits for the notifications of one channel (`LISTEN`), on a connection of its own.
///
/// A lost connection is made again, with growing pauses, while somebody waits. Notifications sent meanwhile are lost,
/// and those sent before the listener was made: look after each ``Event/reconnected``, and at intervals without. One
/// thread waits at a time; any may wake it.
public final class PostgresListener: Sendable {
    /// The reason why a wait ended.
    public enum Event: Sendable, Hashable {
        /// The channel was notified, once or several times since the last event.
        case notified
        /// The connection was lost and has been made again.
        case reconnected
        /// ``PostgresListener/wake()`` was called since the last event.
        case woken
        /// Nothing happened in time; the server may be away.
        case timedOut
    }

    private let address: PostgresAddress
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let listen: String
    private let pipe: WakePipe
    private let connection: Mutex<PostgresConnection?>

    /// Connects and listens on `channel`. Throws as ``PostgresDatabase/init(_:configuration:logger:)``, whatever the
    /// schema.
    public init(
        _ address: PostgresAddress, channel: String = ScoringQueue.channel,
        configuration: PostgresConfiguration = PostgresConfiguration(),
        logger: Logger = SQLiteDatabase.silent
    ) throws(StoreError) {
        self.address = address
        self.configuration = configuration
        self.logger = logger
        listen = "LISTEN \"\(channel.replacing("\"", with: "\"\""))\""
        pipe = try WakePipe()
        do {
            connection = Mutex(
                try PostgresListener.connect(
                    address, configuration, patience: configuration.startPatience, listen, pipe))
        } catch {
            throw StoreError(error, place: address.place, isOpening: true)
        }
    }

    /// Waits for an event, for as long as `timeout` says, a day at most. Uses no processor time.
    public func wait(timeout: Duration) -> Event {
        connection.withLock { held in
            let deadline = ContinuousClock.now + timeout.bounded
            while true {
                if let current = held {
                    if let event = wait(on: current, until: deadline) { return event }
                    logger.warning("the listening connection was lost")
                    held = nil
                }
                if pipe.drain() { return .woken }
                do throws(PostgresFailure) {
                    held = try PostgresListener.connect(
                        address, configuration, patience: max(deadline - .now, .zero), listen, pipe)
                    logger.info("listening again")
                    return .reconnected
                } catch {
                    logger.warning("no connection to listen on", metadata: ["code": "\(error.sqlState)"])
                    // A refusal that will not pass by itself may be mended meanwhile.
                    let pause = min(ContinuousClock.now + .seconds(1), deadline)
                    _ = PostgresConnection.wait(pipe.reading, until: pause)
                    if pipe.drain() { return .woken }
                    if ContinuousClock.now >= deadline { return .timedOut }
                }
            }
        }
    }

    /// Ends the waiting of another thread, or the next one if nobody waits. From any thread, and from a signal handler.
    public func wake() { pipe.wake() }

    /// An event of a connection; `nil` where it is lost.
    private func wait(on connection: PostgresConnection, until deadline: ContinuousClock.Instant) -> Event? {
        while true {
            var isNotified = false
            do {
                while try connection.notification() != nil { isNotified = true }
            } catch {
                return nil
            }
            if pipe.drain() { return .woken }
            if isNotified { return .notified }
            var descriptors = [
                pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0),
                pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0),
            ]
            let left = PostgresConnection.milliseconds(until: deadline)
            let ready = poll(&descriptors, 2, left)
            if ready == 0, left == 0 { return .timedOut }
            if ready < 0, errno != EINTR { return nil }
        }
    }

    private static func connect(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration, patience: Duration,
        _ listen: String,
        _ pipe: WakePipe
    ) throws(PostgresFailure) -> PostgresConnection {
        let connection = try PostgresConnection.open(
            address, configuration, patience: patience, wake: pipe.reading)
        try connection.execute(listen)
        return connection
    }
}
