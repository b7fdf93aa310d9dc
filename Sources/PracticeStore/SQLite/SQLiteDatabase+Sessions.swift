import Foundation
import GRDB

extension SQLiteDatabase {
    /// SQLite does not say which foreign key failed.
    static func references(
        of session: CheckedSession, _ database: Database
    ) throws -> CheckedSession.References {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM practice_sessions WHERE id = :id) AS is_taken,
                    EXISTS (SELECT 1 FROM users WHERE id = :user) AS has_user,
                    :lesson IS NULL
                        OR EXISTS (SELECT 1 FROM lessons WHERE id = :lesson AND \(isVisible)) AS has_lesson
                """,
            arguments: [
                "id": session.id.storeText, "user": session.userID.storeText,
                "lesson": session.lessonID?.storeText,
            ])
        guard let row else { throw Row.damaged("id") }
        return try CheckedSession.References(row)
    }

    /// As one blob, of at most 1,000,000,000 bytes.
    static func insert(
        _ recording: CheckedSession.Recording, of session: CheckedSession, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO media_assets (id, owner_id, bucket, path, media_type, duration_seconds, created_at)
                VALUES (?, ?, ?, ?, 'application/x-pose', ?, ?)
                """,
            arguments: [
                recording.id.storeText, session.userID.storeText, "local", recording.path,
                recording.durationSeconds, session.startedAt.text,
            ])
        try database.execute(
            sql: "INSERT INTO media_blobs (media_id, bytes) VALUES (?, ?)",
            arguments: [recording.id.storeText, recording.landmarks])
    }

    static func insert(_ session: CheckedSession, _ result: ScoredResult?, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO practice_sessions (id, user_id, lesson_id, mode, score_hundredths, raw_metrics, media_id,
                    feedback, started_at, completed_at, request_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session.id.storeText, session.userID.storeText, session.lessonID?.storeText,
                session.mode.rawValue, result?.hundredths, session.rawMetrics,
                session.recording?.id.storeText, result?.feedback, session.startedAt.text,
                result?.completedAt.text, session.requestID,
            ])
    }

    static func award(_ result: ScoredResult, to session: CheckedSession, _ database: Database) throws {
        try award(
            result, for: session.id, of: session.userID,
            recording: session.recording?.landmarks ?? landmarks(of: session.id, database), database)
    }

    /// In the transaction of the first score, which a session has once: so the points come once.
    private static func award(
        _ result: ScoredResult, for session: UUID, of user: UUID, recording: @autoclosure () throws -> Data?,
        _ database: Database
    ) throws {
        guard result.points > 0 else { return }
        let recording = try recording().map { ContentHash($0.bytes).text }
        let day = String(result.completedAt.text.prefix(10))
        // No row for a recording that was awarded before, and none where the day is full.
        try database.execute(
            sql: """
                INSERT INTO xp_events (user_id, session_id, recording, earned_on, delta)
                SELECT :user, :session, :recording, :day, min(:points, room) FROM (
                    SELECT (SELECT points_per_day FROM limits) - coalesce(sum(delta), 0) AS room
                    FROM xp_events WHERE user_id = :user AND earned_on = :day)
                WHERE room > 0
                ON CONFLICT (user_id, recording) DO NOTHING
                """,
            arguments: [
                "user": user.storeText, "session": session.storeText, "recording": recording, "day": day,
                "points": result.points,
            ])
        guard database.changesCount > 0 else { return }
        try database.execute(
            sql: """
                UPDATE users SET xp = xp + (SELECT delta FROM xp_events WHERE session_id = :session)
                WHERE id = :user
                """, arguments: ["user": user.storeText, "session": session.storeText])
    }

    /// The bytes of a session's recording, else its `raw_metrics` where they hold the landmarks; `nil` for statistics.
    private static func landmarks(of session: UUID, _ database: Database) throws -> Data? {
        try Data.fetchOne(
            database,
            sql: """
                SELECT coalesce(b.bytes, CASE WHEN json_type(s.raw_metrics) = 'array'
                    OR json_type(s.raw_metrics, '$.frames') = 'array' THEN CAST(s.raw_metrics AS BLOB) END)
                FROM practice_sessions s LEFT JOIN media_blobs b ON b.media_id = s.media_id
                WHERE s.id = ?
                """, arguments: [session.storeText])
    }

    /// Whether the user `:user` may see a row of `lessons`: active, their own, or practised by them.
    static let isVisible = """
        (is_active OR author_id = :user OR EXISTS (
            SELECT 1 FROM practice_sessions p WHERE p.lesson_id = lessons.id AND p.user_id = :user))
        """

    static func complete(_ session: UUID, _ result: ScoredResult, _ database: Database) throws -> Bool {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT user_id, completed_at IS NOT NULL AS is_scored FROM practice_sessions WHERE id = ?",
            arguments: [session.storeText])
        guard let row else { throw StoreError.notFound(.session(session)) }
        guard try !row.bool("is_scored") else { return false }
        try database.execute(
            sql:
                "UPDATE practice_sessions SET score_hundredths = ?, feedback = ?, completed_at = ? WHERE id = ?",
            arguments: [result.hundredths, result.feedback, result.completedAt.text, session.storeText])
        try award(
            result, for: session, of: row.uuid("user_id"), recording: landmarks(of: session, database),
            database)
        return true
    }

    static func session(_ id: UUID, _ database: Database) throws -> PracticeSession? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM practice_sessions WHERE id = ?", arguments: [id.storeText]
        ).map { try PracticeSession($0, id: id) }
    }

    /// A file has no queue: an attempt without a score waits for whoever completes it.
    static func waiting(among ids: String, _ database: Database) throws -> [UUID: UUID] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT id, user_id FROM practice_sessions
                WHERE completed_at IS NULL AND id IN (SELECT value FROM json_each(?))
                """, arguments: [ids])
        return Dictionary(try rows.map { (try $0.uuid("id"), try $0.uuid("user_id")) }) { first, _ in first }
    }
}
