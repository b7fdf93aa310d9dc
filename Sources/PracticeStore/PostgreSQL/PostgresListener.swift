import CPlatform
import Foundation
import Logging
import Synchronization

/// Waits for the notifications of one channel (`LISTEN`), on a connection of its own.
///
/// A lost connection is made again, with growing pauses, while somebody waits; so is one to a server that takes no changes,
/// from which no notification can come. Notifications sent meanwhile are lost, and those sent before the listener was made:
/// look after each ``Event/reconnected``, and at intervals without. Through a pooler that gives each transaction another
/// session no notification comes: there a wait ends after ``interval`` at most. One thread waits at a time; any may wake it.
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
    private let line: Mutex<Line>

    /// The longest wait behind a pooler.
    public static let interval = Duration.seconds(1)

    /// The way by which notifications come.
    private enum Line {
        case connected(PostgresConnection)
        case lost
        /// Behind a pooler none comes.
        case none
    }

    /// Whether no notification can come, since the address is a pooler's.
    public var isPolling: Bool {
        line.withLock { if case .none = $0 { true } else { false } }
    }

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
            line = Mutex(
                try PostgresListener.connect(
                    address, configuration, patience: configuration.startPatience, listen, pipe))
        } catch  where error.isReadOnly {
            line = Mutex(.lost)
        } catch {
            throw StoreError(error, place: address.place, isOpening: true)
        }
    }

    /// Waits for an event, for as long as `timeout` says, a day at most. Uses no processor time.
    public func wait(timeout: Duration) -> Event {
        line.withLock { line in
            let deadline = ContinuousClock.now + timeout.bounded
            while true {
                switch line {
                case .connected(let current):
                    if let event = wait(on: current, until: deadline) { return event }
                    logger.warning("the listening connection was lost")
                    line = .lost
                case .none:
                    let soon = min(deadline, ContinuousClock.now + PostgresListener.interval)
                    _ = PostgresConnection.wait(pipe.reading, until: soon)
                    return pipe.drain() ? .woken : .timedOut
                case .lost: break
                }
                if pipe.drain() { return .woken }
                do throws(PostgresFailure) {
                    line = try PostgresListener.connect(
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
            if ready == 0, left == 0 { return PostgresListener.canNotify(connection) ? .timedOut : nil }
            if ready < 0, errno != EINTR { return nil }
        }
    }

    private static func connect(
        _ address: PostgresAddress, _ configuration: PostgresConfiguration, patience: Duration,
        _ listen: String,
        _ pipe: WakePipe
    ) throws(PostgresFailure) -> Line {
        let connection = try PostgresConnection.open(
            address, configuration, patience: patience, wake: pipe.reading)
        if connection.isPooled { return .none }
        guard canNotify(connection) else { throw .readOnly }
        try connection.execute(listen)
        return .connected(connection)
    }

    /// Whether the server at the other end takes changes, which alone make notifications. One round trip.
    private static func canNotify(_ connection: PostgresConnection) -> Bool {
        let answer = try? connection.execute("SELECT current_setting('transaction_read_only') AS value")
        return (try? answer?.first?.text("value")) == "off"
    }
}
