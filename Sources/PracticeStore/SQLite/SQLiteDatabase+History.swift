import Foundation
import GRDB

extension SQLiteDatabase {
    /// The blueprint's history feed (§5.3), without the unfinished attempts that it puts first. In the order of
    /// `idx_practice_user_completed`, so nothing is sorted.
    static let historySQL = """
        SELECT ps.id, ps.mode, ps.score_hundredths, ps.feedback ->> '$.summary' AS feedback_summary,
            ps.completed_at, l.title
        FROM practice_sessions ps
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE ps.user_id = :user AND (ps.completed_at, ps.id) < (:completed, :id)
        ORDER BY ps.completed_at DESC, ps.id DESC
        LIMIT :limit
        """

    /// The blueprint's progress snapshot (§5.1), from the index `idx_practice_user_completed` and no session's row.
    /// Sums and counts are integers, so that every engine divides the same numbers; unscored attempts are not
    /// counted, and withdrawn lessons are.
    static let progressSQL = """
        SELECT u.nickname, u.xp, u.level,
            count(ps.score_hundredths) AS scored,
            coalesce(sum(ps.score_hundredths), 0) AS hundredths,
            count(*) FILTER (WHERE ps.completed_at > :week) AS this_week,
            count(DISTINCT l.id) FILTER (WHERE l.lesson_type = 'word') AS word_lessons,
            count(DISTINCT l.id) FILTER (WHERE l.lesson_type = 'sentence') AS sentence_lessons
        FROM users u
        LEFT JOIN practice_sessions ps ON ps.user_id = u.id AND ps.completed_at <= :now
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE u.id = :user
        GROUP BY u.id
        """

    static func history(
        of user: UUID, limit: Int, before cursor: HistoryCursor?, _ database: Database
    ) throws -> [HistoryEntry] {
        // Greater than every instant, and than a null: the first page needs no statement of its own.
        var completed = "a"
        var id = ""
        if let cursor {
            completed =
                try Timestamp(cursor.completedAt, table: "practice_sessions", column: "completed_at").text
            id = cursor.id.storeText
        }
        return try Row.fetchAll(
            database, sql: historySQL,
            arguments: ["user": user.storeText, "completed": completed, "id": id, "limit": limit]
        ).map { try HistoryEntry($0) }
    }

    static func progress(
        of user: UUID, since week: Timestamp, asOf now: Timestamp, _ database: Database
    ) throws -> ProgressSnapshot? {
        try Row.fetchOne(
            database, sql: progressSQL,
            arguments: ["user": user.storeText, "now": now.text, "week": week.text]
        ).map { try ProgressSnapshot($0) }
    }

    /// A file holds no settings: its program is told them.
    static func settings(of user: UUID, _ database: Database) throws -> LearnerSettings { LearnerSettings() }
}
