import Foundation
import Scoring

// `practice_sessions` is kept in months. Its key is (id, started_at); by id alone, as the protocol has it, each month's
// key is searched: O(months · log n), 0.2 ms for 26 months where both together take 0.05, round trip and all. A
// ``ScoringQueue`` has both.
extension PostgresDatabase {
    /// ``PracticeDatabase/beginSession(_:)``: puts the attempt into the scoring queue, and tells its workers.
    ///
    /// ``Learner/local`` is made on its first attempt where the role may, so that a command on a learner's own
    /// database works as on a file.
    @discardableResult
    public func beginSession(_ session: NewSession) throws(StoreError) -> UUID {
        let row = try PostgresSessionRow(session)
        try write { connection in try row.insert(connection, result: nil) }
        logger.info("session begun", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    /// ``PracticeDatabase/record(_:feedback:at:)``: attempt, recording, score and points in one transaction.
    @discardableResult
    public func record(
        _ session: NewSession, feedback: Feedback, at instant: Date
    ) throws(StoreError) -> UUID {
        let row = try PostgresSessionRow(session)
        let result = try ScoredResult(feedback, at: instant)
        let points = ExperiencePoints.earned(by: feedback)
        try write { connection in try row.insert(connection, result: result, points: points) }
        logger.info("session recorded", metadata: ["mode": "\(session.mode.rawValue)"])
        return session.id
    }

    /// ``PracticeDatabase/complete(sessionID:feedback:at:)``: of two that complete one session, one is refused. Searches
    /// every month for the session.
    public func complete(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError) {
        let result = try ScoredResult(feedback, at: instant)
        let points = ExperiencePoints.earned(by: feedback)
        try write { connection in
            let row = try PostgresDatabase.locked(sessionID, connection)
            guard
                try PostgresScoring.complete(
                    connection, id: sessionID, startedAt: try row.instant("started_at"), result)
            else {
                throw StoreError.scoredAlready(sessionID)
            }
            try PostgresScoring.addPoints(
                connection, points, user: try row.uuid("user_id"), session: sessionID)
        }
        logger.info("session scored", metadata: ["mode": "\(feedback.mode.rawValue)"])
    }

    /// ``PracticeDatabase/replaceScore(sessionID:feedback:at:)``: searches every month for the session.
    public func replaceScore(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError) {
        let result = try ScoredResult(feedback, at: instant)
        try write { connection in
            let row = try PostgresDatabase.locked(sessionID, connection)
            guard
                try PostgresScoring.replace(
                    connection, id: sessionID, startedAt: try row.instant("started_at"), result)
            else {
                throw StoreError.notScoredYet(sessionID)
            }
        }
        logger.info("session scored anew", metadata: ["mode": "\(feedback.mode.rawValue)"])
    }

    /// ``PracticeDatabase/session(id:)``: searches every month. An anonymised attempt is nobody's, and not found.
    ///
    /// `raw_metrics` comes back with the same values in PostgreSQL's own spelling.
    public func session(id: UUID) throws(StoreError) -> PracticeSession {
        try read { connection in
            let found = try connection.run(
                """
                SELECT user_id, lesson_id, mode, raw_metrics::text AS raw_metrics, media_id, started_at, completed_at,
                    (score * 100)::int8 AS hundredths, feedback::text AS feedback
                FROM practice_sessions WHERE id = $1::uuid AND user_id IS NOT NULL
                """, [.uuid(id)])
            guard let row = found.first else { throw StoreError.notFound(.session(id)) }
            let result = try PostgresDatabase.result(row, id)
            return PracticeSession(
                id: id, userID: try row.uuid("user_id"), lessonID: try row.optionalUUID("lesson_id"),
                mode: try row.value("mode"), rawMetrics: try row.optionalText("raw_metrics"),
                mediaID: try row.optionalUUID("media_id"), startedAt: try row.date("started_at"),
                result: result, fault: result == nil ? try row.optionalText("feedback") : nil)
        }
    }

    /// The session's row, held against other writers until the transaction ends.
    private static func locked(_ id: UUID, _ connection: PostgresConnection) throws -> PostgresRow {
        let found = try connection.run(
            """
            SELECT user_id, started_at FROM practice_sessions
            WHERE id = $1::uuid AND user_id IS NOT NULL FOR NO KEY UPDATE
            """, [.uuid(id)])
        guard let row = found.first else { throw StoreError.notFound(.session(id)) }
        return row
    }

    private static func result(_ row: PostgresRow, _ id: UUID) throws -> PracticeSession.Result? {
        // An attempt that cannot be scored has feedback of another kind.
        guard let completedAt = try row.optionalInstant("completed_at") else { return nil }
        let text = try row.text("feedback")
        guard let feedback = try? JSONDecoder().decode(Feedback.self, from: Data(text.utf8)) else {
            throw StoreError.corrupt(
                place: "the feedback of session \(id.storeText)",
                detail: "it is not the document that this version writes")
        }
        return PracticeSession.Result(
            score: Double(try row.integer("hundredths")) / 100, feedback: feedback,
            completedAt: completedAt.date)
    }
}
