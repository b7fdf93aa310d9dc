import Foundation
import Scoring

extension DatabaseEngine {
    @discardableResult
    public func beginSession(_ session: NewSession, at instant: Date) throws(StoreError) -> UUID {
        let checked = try CheckedSession(session, at: instant)
        try write { connection in try Self.keep(checked, nil, connection) }
        logger.info("session begun", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    @discardableResult
    public func record(
        _ session: NewSession, feedback: Feedback, at instant: Date
    ) throws(StoreError) -> UUID {
        let checked = try CheckedSession(session, at: instant)
        let result = try ScoredResult(feedback, at: instant)
        try write { connection in try Self.keep(checked, result, connection) }
        logger.info("session recorded", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    public func complete(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError) {
        let result = try ScoredResult(feedback, at: instant)
        try write { connection in
            guard try Self.complete(sessionID, result, connection) else {
                throw ScoredResult.scoredAlready(sessionID)
            }
        }
        logger.info("session scored", metadata: ["mode": "\(feedback.mode.rawValue)"])
    }

    /// Inserts the attempt, its recording, and its score and points where it has any.
    static func keep(
        _ session: CheckedSession, _ result: ScoredResult?, _ connection: Connection
    ) throws {
        try session.check(references(of: session, connection))
        if let recording = session.recording { try insert(recording, of: session, connection) }
        try insert(session, result, connection)
        if let result { try award(result, to: session, connection) }
    }

    public func session(id: UUID) throws(StoreError) -> PracticeSession {
        try read { connection in
            guard let session = try Self.session(id, connection) else {
                throw StoreError.notFound(.session(id))
            }
            return session
        }
    }

    public func waiting(among sessions: Set<UUID>) throws(StoreError) -> [UUID: UUID] {
        guard !sessions.isEmpty else { return [:] }
        // Identifiers need no escapes.
        let ids = "[" + sessions.map { "\"\($0.storeText)\"" }.joined(separator: ",") + "]"
        return try read { try Self.waiting(among: ids, $0) }
    }

    public func media(id: UUID, for userID: UUID) throws(StoreError) -> StoredMedia {
        try media(.id(id), for: userID)
    }

    public func media(bucket: String, path: String, for userID: UUID) throws(StoreError) -> StoredMedia {
        try media(MediaPlace(bucket: bucket, path: path), for: userID)
    }

    private func media(_ place: MediaPlace, for userID: UUID) throws(StoreError) -> StoredMedia {
        try read { connection in
            guard let media = try Self.media(place, for: userID, connection) else {
                throw StoreError.notFound(.media(place.name))
            }
            return media
        }
    }
}
