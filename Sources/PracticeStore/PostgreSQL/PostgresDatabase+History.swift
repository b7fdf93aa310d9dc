import Foundation
import Wording

extension PostgresDatabase {
    /// The blueprint's history feed (§5.3) for any user, from any place on. In the order of
    /// `idx_practice_user_completed`, so nothing is sorted within a month: O(months · log n + limit).
    static let historySQL = """
        SELECT ps.id, ps.mode, (ps.score * 100)::int8 AS score_hundredths,
            ps.feedback ->> 'summary' AS feedback_summary, ps.completed_at, l.title
        FROM practice_sessions ps
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE ps.user_id = $1::uuid AND (ps.completed_at, ps.id) < ($2::timestamptz, $3::uuid)
        ORDER BY ps.completed_at DESC, ps.id DESC
        LIMIT $4::int8
        """

    /// The blueprint's progress snapshot (§5.1) for any user: see ``SQLiteDatabase/progressSQL``. From the index
    /// `idx_practice_user_completed` of each month, and no session's row where the table has been vacuumed.
    static let progressSQL = """
        SELECT u.nickname, u.xp, u.level::int8 AS level,
            count(ps.score) AS scored,
            coalesce(sum((ps.score * 100)::int8), 0)::int8 AS hundredths,
            count(*) FILTER (WHERE ps.completed_at > $3::timestamptz) AS this_week,
            count(DISTINCT l.id) FILTER (WHERE l.lesson_type = 'word') AS word_lessons,
            count(DISTINCT l.id) FILTER (WHERE l.lesson_type = 'sentence') AS sentence_lessons
        FROM users u
        LEFT JOIN practice_sessions ps ON ps.user_id = u.id AND ps.completed_at <= $2::timestamptz
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE u.id = $1::uuid
        GROUP BY u.id
        """

    static func history(
        of user: UUID, limit: Int, before cursor: HistoryCursor?, _ connection: PostgresConnection
    ) throws -> [HistoryEntry] {
        // Without a cursor, later than every attempt, and than a null.
        let completed = try cursor.map { cursor throws(StoreError) in
            // To the microsecond: the server's own instants have more than milliseconds.
            try PostgresInstant(
                exactly: cursor.completedAt, table: "practice_sessions", column: "completed_at")
        }
        return try connection.run(
            historySQL,
            [.uuid(user), .instant(completed ?? .infinity), .uuid(cursor?.id ?? UUID()), .integer(limit)]
        ).rows.map { try HistoryEntry($0) }
    }

    static func progress(
        of user: UUID, since week: Timestamp, asOf now: Timestamp, _ connection: PostgresConnection
    ) throws -> ProgressSnapshot? {
        if let row = try connection.run(progressSQL, [.uuid(user), .timestamp(now), .timestamp(week)]).first {
            return try ProgressSnapshot(row)
        }
        // Made with the first attempt; until then as in a file, which has this learner from the start.
        guard user == Learner.local else { return nil }
        return ProgressSnapshot(
            nickname: Learner.localNickname, xp: 0, level: 0, scoredSessions: 0, averageScore: 0,
            sessionsThisWeek: 0, wordLessonsCompleted: 0, sentenceLessonsCompleted: 0)
    }

    static func settings(of user: UUID, _ connection: PostgresConnection) throws -> LearnerSettings {
        let found = try connection.run(
            "SELECT language, app_theme FROM user_settings WHERE user_id = $1::uuid", [.uuid(user)])
        return LearnerSettings(
            language: try found.first?.optionalText("language").flatMap { Language(tag: $0) },
            theme: try found.first?.optionalText("app_theme"))
    }
}
