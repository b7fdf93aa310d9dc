import Logging
import Signify
import Synchronization

/// The prepared reference signs of a store, kept up to date: read anew when the store's have changed.
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

    /// Reads every sign of the queue's store, which may have none yet.
    init(_ queue: ScoringQueue, refresh: Duration, logger: Logger) throws {
        self.queue = queue
        self.refresh = refresh
        self.logger = logger
        let edition = try queue.referenceEdition()
        state = Mutex(
            State(library: try Self.read(queue, logger), edition: edition, looked: .now))
    }

    /// How many signs there are.
    var count: Int { state.withLock { $0.library.signs.count } }

    /// The signs as they are, or were no longer ago than the refresh interval. One short query when it is time to
    /// look; the other threads wait for a library that is read anew.
    func library() throws -> SignLibrary {
        try state.withLock { state in
            guard ContinuousClock.now - state.looked >= refresh else { return state.library }
            return try look(&state)
        }
    }

    /// The signs as they are now.
    func latest() throws -> SignLibrary { try state.withLock { try look(&$0) } }

    private func look(_ state: inout State) throws -> SignLibrary {
        let edition = try queue.referenceEdition()
        if edition != state.edition {
            state.library = try Self.read(queue, logger)
            state.edition = edition
            logger.info("references read anew", metadata: ["signs": "\(state.library.signs.count)"])
        }
        state.looked = .now
        return state.library
    }

    private static func read(_ queue: ScoringQueue, _ logger: Logger) throws -> SignLibrary {
        try Store(queue.store) { logger.warning("\($0)") }.library()
    }
}
