import Foundation
import GRDB

extension SQLiteDatabase {
    /// The blueprint's history feed (§5.3), without the unfinished attempts that it puts first.
    static let historySQL = """
        SELECT ps.id, ps.mode, ps.score, ps.feedback ->> '$.summary' AS feedback_summary, ps.completed_at, l.title
        FROM practice_sessions ps
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE ps.user_id = :user AND (ps.completed_at, ps.id) < (:completed, :id)
        ORDER BY ps.completed_at DESC, ps.id DESC
        LIMIT :limit
        """

    /// The blueprint's progress snapshot (§5.1). Sums and counts are integers, so that every engine divides the
    /// same numbers; unscored attempts are not counted, and lessons since withdrawn are.
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

    /// ``PracticeDatabase/history(user:limit:before:)``: in the order of `idx_practice_user_completed`, nothing is
    /// sorted.
    public func history(
        user: UUID, limit: Int, before cursor: HistoryCursor?
    ) throws(StoreError) -> [HistoryEntry] {
        guard (1...10_000).contains(limit) else {
            throw .refused(
                table: "practice_sessions", column: "limit", reason: "a page has from 1 to 10,000 attempts")
        }
        // Greater than every instant, and than no instant at all: the first page needs no statement of its own.
        var completed = "a"
        var id = ""
        if let cursor {
            completed =
                try Timestamp(cursor.completedAt, table: "practice_sessions", column: "completed_at").text
            id = cursor.id.storeText
        }
        return try read { database in
            try Row.fetchAll(
                database, sql: SQLiteDatabase.historySQL,
                arguments: ["user": user.storeText, "completed": completed, "id": id, "limit": limit]
            ).map { row in
                HistoryEntry(
                    id: try row.uuid("id"), mode: try row.value("mode"),
                    score: try row.decode(Double.self, forColumn: "score"),
                    feedbackSummary: try row.text("feedback_summary"),
                    completedAt: try row.date("completed_at"), lessonTitle: try row.optionalText("title"))
            }
        }
    }

    /// ``PracticeDatabase/progress(user:asOf:)``: reads the index `idx_practice_user_completed` and no session's row.
    public func progress(user: UUID, asOf instant: Date) throws(StoreError) -> ProgressSnapshot {
        let column = (table: "practice_sessions", column: "completed_at")
        let now = try Timestamp(instant, table: column.table, column: column.column).text
        let week = try Timestamp(
            instant.addingTimeInterval(-7 * 86_400), table: column.table, column: column.column
        ).text
        return try read { database in
            let row = try Row.fetchOne(
                database, sql: SQLiteDatabase.progressSQL,
                arguments: ["user": user.storeText, "now": now, "week": week])
            guard let row else { throw StoreError.notFound(.user(user)) }
            func count(_ name: String) throws -> Int { try row.decode(Int.self, forColumn: name) }
            let scored = try count("scored")
            return ProgressSnapshot(
                nickname: try row.text("nickname"), xp: try count("xp"), level: try count("level"),
                scoredSessions: scored,
                averageScore: scored == 0 ? 0 : Double(try count("hundredths")) / Double(scored) / 100,
                sessionsThisWeek: try count("this_week"), wordLessonsCompleted: try count("word_lessons"),
                sentenceLessonsCompleted: try count("sentence_lessons"))
        }
    }
}
