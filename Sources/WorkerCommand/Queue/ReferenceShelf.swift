import Logging
import Signify
import Synchronization

/// The prepared reference signs of a store, read again when the store's signs change.
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

    /// Reads all signs of the queue's store, which may be empty.
    init(_ queue: ScoringQueue, refresh: Duration, logger: Logger) throws {
        self.queue = queue
        self.refresh = refresh
        self.logger = logger
        let edition = try queue.referenceEdition()
        state = Mutex(
            State(library: try Self.read(queue, logger), edition: edition, looked: .now))
    }

    /// The number of signs.
    var count: Int { state.withLock { $0.library.signs.count } }

    /// The signs, at most one refresh interval old. One short query per interval; the other threads wait
    /// while a changed library is read.
    func library() throws -> SignLibrary {
        try state.withLock { state in
            guard ContinuousClock.now - state.looked >= refresh else { return state.library }
            return try look(&state)
        }
    }

    /// The current signs. One short query.
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
