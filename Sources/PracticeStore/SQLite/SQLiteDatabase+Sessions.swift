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
                    :lesson IS NULL OR EXISTS (SELECT 1 FROM lessons WHERE id = :lesson) AS has_lesson
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
                    feedback, started_at, completed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session.id.storeText, session.userID.storeText, session.lessonID?.storeText,
                session.mode.rawValue, result?.hundredths, session.rawMetrics,
                session.recording?.id.storeText, result?.feedback, session.startedAt.text,
                result?.completedAt.text,
            ])
    }

    /// In the transaction of the first score, which a session has once: so the points come once.
    static func addPoints(_ points: Int, to user: UUID, for session: UUID, _ database: Database) throws {
        guard points > 0 else { return }
        try database.execute(
            sql: "UPDATE users SET xp = xp + ? WHERE id = ?", arguments: [points, user.storeText])
    }

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
        try addPoints(result.points, to: row.uuid("user_id"), for: session, database)
        return true
    }

    static func session(_ id: UUID, _ database: Database) throws -> PracticeSession? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM practice_sessions WHERE id = ?", arguments: [id.storeText]
        ).map { try PracticeSession($0, id: id) }
    }
}
