import Logging
import Signify
import Synchronization

/// The prepared reference signs of a store. When signs of the store change, one thread reads those while the others go on
/// with the library that they have.
final class ReferenceShelf: Sendable {
    private struct State {
        var library: SignLibrary
        var edition: ReferenceEdition
        var looked: ContinuousClock.Instant
    }

    private let queue: ScoringQueue
    private let refresh: Duration
    private let logger: Logger
    private let state: Mutex<State>
    /// Held while changed signs are read.
    private let renewal = Mutex(())

    /// Reads all signs of the queue's store, which may be empty.
    init(_ queue: ScoringQueue, refresh: Duration, logger: Logger) throws {
        self.queue = queue
        self.refresh = refresh
        self.logger = logger
        let edition = try queue.referenceEdition()
        let library = try Self.read(queue, renewing: nil, logger)
        state = Mutex(State(library: library, edition: edition, looked: .now))
    }

    /// The number of signs.
    var count: Int { state.withLock { $0.library.count } }

    /// The signs, at most one refresh interval old when nobody is reading newer ones. One short query per interval.
    func library() throws -> SignLibrary {
        let (library, before) = state.withLock { state in
            guard ContinuousClock.now - state.looked >= refresh else {
                return (state.library, ContinuousClock.Instant?.none)
            }
            defer { state.looked = .now }
            return (state.library, state.looked)
        }
        guard let before else { return library }
        do {
            return try latest()
        } catch {
            state.withLock { $0.looked = before }
            throw error
        }
    }

    /// The current signs. One short query; changed signs are read, and waited for where another thread reads them.
    func latest() throws -> SignLibrary {
        let edition = try queue.referenceEdition()
        return try renewal.withLock { _ in
            let (library, known) = state.withLock { ($0.library, $0.edition) }
            guard edition != known else { return library }
            let renewed = try Self.read(queue, renewing: library, logger)
            state.withLock { ($0.library, $0.edition, $0.looked) = (renewed, edition, .now) }
            logger.info("references read anew", metadata: ["signs": "\(renewed.count)"])
            return renewed
        }
    }

    /// Reads the signs in full. A worker stays for days, and a transaction that stays open as long would keep vacuum from what
    /// is removed, and end with its connection.
    private static func read(
        _ queue: ScoringQueue, renewing old: SignLibrary?, _ logger: Logger
    ) throws -> SignLibrary {
        let library = try Store(queue.store) { logger.warning("\($0)") }.library(renewing: old)
        try library.fill()
        return library
    }
}
