import Foundation

extension PostgresDatabase {
    /// The blueprint's history feed (§5.3) for any user, from any place on. In the order of
    /// `idx_practice_user_completed`, nothing is sorted within a month.
    static let historySQL = """
        SELECT ps.id, ps.mode, (ps.score * 100)::int8 AS hundredths, ps.feedback ->> 'summary' AS feedback_summary,
            ps.completed_at, l.title
        FROM practice_sessions ps
        LEFT JOIN lessons l ON l.id = ps.lesson_id
        WHERE ps.user_id = $1::uuid AND (ps.completed_at, ps.id) < ($2::timestamptz, $3::uuid)
        ORDER BY ps.completed_at DESC, ps.id DESC
        LIMIT $4::int8
        """

    /// The blueprint's progress snapshot (§5.1) for any user: see ``SQLiteDatabase/progressSQL``.
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

    /// ``PracticeDatabase/history(user:limit:before:)``: O(months · log n + limit).
    public func history(
        user: UUID, limit: Int, before cursor: HistoryCursor?
    ) throws(StoreError) -> [HistoryEntry] {
        guard (1...10_000).contains(limit) else {
            throw .refused(
                table: "practice_sessions", column: "limit", reason: "a page has from 1 to 10,000 attempts")
        }
        // Without a cursor, later than every attempt, and than no instant at all.
        let completed = try cursor.map { cursor throws(StoreError) in
            // To the microsecond: the server's own instants have more than milliseconds.
            try PostgresInstant(
                exactly: cursor.completedAt, table: "practice_sessions", column: "completed_at")
        }
        return try read { connection in
            try connection.run(
                PostgresDatabase.historySQL,
                [
                    .uuid(user), .instant(completed ?? .infinity), .uuid(cursor?.id ?? UUID()),
                    .integer(limit),
                ]
            ).rows.map { row in
                HistoryEntry(
                    id: try row.uuid("id"), mode: try row.value("mode"),
                    score: Double(try row.integer("hundredths")) / 100,
                    feedbackSummary: try row.text("feedback_summary"),
                    completedAt: try row.date("completed_at"), lessonTitle: try row.optionalText("title"))
            }
        }
    }

    /// ``PracticeDatabase/progress(user:asOf:)``: reads the index `idx_practice_user_completed` of each month, and no
    /// session's row where the table has been vacuumed.
    public func progress(user: UUID, asOf instant: Date) throws(StoreError) -> ProgressSnapshot {
        func moment(_ date: Date) throws(StoreError) -> PostgresValue {
            .instant(PostgresInstant(try Timestamp(date, table: "practice_sessions", column: "completed_at")))
        }
        let now = try moment(instant)
        let week = try moment(instant.addingTimeInterval(-7 * 86_400))
        return try read { connection in
            let found = try connection.run(PostgresDatabase.progressSQL, [.uuid(user), now, week])
            guard let row = found.first else {
                // Made with the first attempt; until then as in a file, which has it from the start.
                guard user == Learner.local else { throw StoreError.notFound(.user(user)) }
                return ProgressSnapshot(
                    nickname: Learner.localNickname, xp: 0, level: 0, scoredSessions: 0, averageScore: 0,
                    sessionsThisWeek: 0, wordLessonsCompleted: 0, sentenceLessonsCompleted: 0)
            }
            let scored = try row.integer("scored")
            return ProgressSnapshot(
                nickname: try row.text("nickname"), xp: try row.integer("xp"),
                level: try row.integer("level"),
                scoredSessions: scored,
                averageScore: scored == 0 ? 0 : Double(try row.integer("hundredths")) / Double(scored) / 100,
                sessionsThisWeek: try row.integer("this_week"),
                wordLessonsCompleted: try row.integer("word_lessons"),
                sentenceLessonsCompleted: try row.integer("sentence_lessons"))
        }
    }
}
