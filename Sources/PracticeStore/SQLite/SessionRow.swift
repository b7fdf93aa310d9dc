import Foundation
import GRDB

/// A new attempt, checked and in the columns' own types, ready for its transaction.
struct SessionRow {
    private let session: NewSession
    private let startedAt: String

    init(_ session: NewSession) throws(StoreError) {
        self.session = session
        startedAt = try Timestamp(session.startedAt, table: "practice_sessions", column: "started_at").text
        if let rawMetrics = session.rawMetrics {
            _ = try Text.checked(rawMetrics, table: "practice_sessions", column: "raw_metrics")
        }
        try session.media?.checkName()
    }

    /// Inserts the attempt, its recording, and its score and points where it has any.
    func insert(_ database: Database, result: ScoredResult?, points: Int = 0) throws {
        try checkReferences(database)
        let mediaID = try session.media.map { try insertMedia($0, database) }
        try database.execute(
            sql: """
                INSERT INTO practice_sessions (id, user_id, lesson_id, mode, score_hundredths, raw_metrics, media_id,
                    feedback, started_at, completed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session.id.storeText, session.userID.storeText, session.lessonID?.storeText,
                session.mode.rawValue, result?.hundredths, session.rawMetrics, mediaID?.storeText,
                result?.feedback, startedAt, result?.completedAt.text,
            ])
        try SQLiteDatabase.addPoints(points, to: session.id, database)
    }

    /// SQLite does not say which foreign key fails, nor which of two rows of one session came first.
    private func checkReferences(_ database: Database) throws {
        func exists(_ sql: String, _ id: UUID) throws -> Bool {
            try Bool.fetchOne(database, sql: "SELECT EXISTS (\(sql))", arguments: [id.storeText]) ?? false
        }
        guard try !exists("SELECT 1 FROM practice_sessions WHERE id = ?", session.id) else {
            throw StoreError.refused(
                table: "practice_sessions", column: "id", reason: "there is a row with this value already")
        }
        guard try exists("SELECT 1 FROM users WHERE id = ?", session.userID) else {
            throw StoreError.notFound(.user(session.userID))
        }
        if let lessonID = session.lessonID {
            guard try exists("SELECT 1 FROM lessons WHERE id = ?", lessonID) else {
                throw StoreError.notFound(.lesson(lessonID.storeText))
            }
        }
    }

    private func insertMedia(_ media: NewMedia, _ database: Database) throws -> UUID {
        let id = UUID()
        // The owner's folder comes first, as storage policies want it.
        let path = "\(session.userID.storeText)/\(session.id.storeText)/\(media.name)"
        try database.execute(
            sql: """
                INSERT INTO media_assets (id, owner_id, bucket, path, media_type, duration_seconds, created_at)
                VALUES (?, ?, ?, ?, 'application/x-pose', ?, ?)
                """,
            arguments: [
                id.storeText, session.userID.storeText, SQLiteDatabase.recordingBucket, path,
                media.durationSeconds, startedAt,
            ])
        try database.execute(
            sql: "INSERT INTO media_blobs (media_id, bytes) VALUES (?, ?)",
            arguments: [id.storeText, media.landmarks])
        return id
    }
}
