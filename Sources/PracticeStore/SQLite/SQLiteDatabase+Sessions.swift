import Foundation
import GRDB
import Scoring

extension SQLiteDatabase {
    /// ``PracticeDatabase/beginSession(_:)``: the recording goes in as one blob, of at most 1,000,000,000 bytes.
    @discardableResult
    public func beginSession(_ session: NewSession) throws(StoreError) -> UUID {
        let row = try SessionRow(session)
        try write { database in try row.insert(database, result: nil) }
        logger.info("session begun", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    /// ``PracticeDatabase/record(_:feedback:at:)``: one fsync for attempt and score.
    @discardableResult
    public func record(
        _ session: NewSession, feedback: Feedback, at instant: Date
    ) throws(StoreError) -> UUID {
        let row = try SessionRow(session)
        let result = try ScoredResult(feedback, at: instant)
        let points = ExperiencePoints.earned(by: feedback)
        try write { database in try row.insert(database, result: result, points: points) }
        logger.info("session recorded", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    /// ``PracticeDatabase/complete(sessionID:feedback:at:)``: of two programs that complete one session, one is
    /// refused.
    public func complete(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError) {
        let result = try ScoredResult(feedback, at: instant)
        let points = ExperiencePoints.earned(by: feedback)
        try write { database in
            guard try !SQLiteDatabase.isScored(sessionID, database) else {
                throw StoreError.scoredAlready(sessionID)
            }
            try SQLiteDatabase.score(sessionID, result, database)
            try SQLiteDatabase.addPoints(points, to: sessionID, database)
        }
        logger.info("session scored", metadata: ["mode": "\(feedback.mode.rawValue)"])
    }

    /// ``PracticeDatabase/replaceScore(sessionID:feedback:at:)``: one row, rewritten.
    public func replaceScore(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError) {
        let result = try ScoredResult(feedback, at: instant)
        try write { database in
            guard try SQLiteDatabase.isScored(sessionID, database) else {
                throw StoreError.notScoredYet(sessionID)
            }
            try SQLiteDatabase.score(sessionID, result, database)
        }
        logger.info("session scored anew", metadata: ["mode": "\(feedback.mode.rawValue)"])
    }

    /// ``PracticeDatabase/session(id:)``: throws ``StoreError/corrupt(place:detail:)`` for feedback of another form.
    public func session(id: UUID) throws(StoreError) -> PracticeSession {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM practice_sessions WHERE id = ?", arguments: [id.storeText])
            guard let row else { throw StoreError.notFound(.session(id)) }
            return PracticeSession(
                id: id, userID: try row.uuid("user_id"), lessonID: try row.optionalUUID("lesson_id"),
                mode: try row.value("mode"), rawMetrics: try row.optionalText("raw_metrics"),
                mediaID: try row.optionalUUID("media_id"), startedAt: try row.date("started_at"),
                result: try SQLiteDatabase.result(row, id))
        }
    }

    private static func isScored(_ id: UUID, _ database: Database) throws -> Bool {
        let scored = try Bool.fetchOne(
            database, sql: "SELECT completed_at IS NOT NULL FROM practice_sessions WHERE id = ?",
            arguments: [id.storeText])
        guard let scored else { throw StoreError.notFound(.session(id)) }
        return scored
    }

    private static func score(_ id: UUID, _ result: ScoredResult, _ database: Database) throws {
        try database.execute(
            sql:
                "UPDATE practice_sessions SET score_hundredths = ?, feedback = ?, completed_at = ? WHERE id = ?",
            arguments: [result.hundredths, result.feedback, result.completedAt.text, id.storeText])
    }

    /// Adds what a session's first score earned to its learner's points. In the transaction of that score, which a
    /// session has once: so the points come once.
    static func addPoints(_ points: Int, to id: UUID, _ database: Database) throws {
        guard points > 0 else { return }
        try database.execute(
            sql:
                "UPDATE users SET xp = xp + ? WHERE id = (SELECT user_id FROM practice_sessions WHERE id = ?)",
            arguments: [points, id.storeText])
    }

    private static func result(_ row: Row, _ id: UUID) throws -> PracticeSession.Result? {
        guard let completedAt = try row.optionalDate("completed_at") else { return nil }
        let text = try row.text("feedback")
        guard let feedback = try? JSONDecoder().decode(Feedback.self, from: Data(text.utf8)) else {
            throw StoreError.corrupt(
                place: "the feedback of session \(id.storeText)",
                detail: "it is not the document that this version writes")
        }
        return PracticeSession.Result(
            score: try row.decode(Double.self, forColumn: "score"), feedback: feedback,
            completedAt: completedAt)
    }
}
