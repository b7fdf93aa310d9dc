import Foundation

/// An attempt's first score and its points, as the store and the scoring queue both write them.
///
/// Locks are taken in one order everywhere: the attempt, its line in the queue (by trigger), then the learner's row (in
/// `increment_xp`). Two completions of one learner so wait for each other at the learner's row and nowhere before, and
/// two of one attempt at the attempt. Deleting an account comes the other way round; PostgreSQL then ends one of the
/// two, and ``PostgresDatabase/write(_:)`` repeats it.
enum PostgresScoring {
    /// Writes score, feedback and `completed_at` of an attempt that has none; whether it did.
    static func complete(
        _ connection: PostgresConnection, id: UUID, startedAt: PostgresInstant, _ result: ScoredResult
    ) throws(PostgresFailure) -> Bool {
        try score(connection, "AND completed_at IS NULL", id: id, startedAt: startedAt, result)
    }

    /// Writes them over those that an attempt has; whether it did.
    static func replace(
        _ connection: PostgresConnection, id: UUID, startedAt: PostgresInstant, _ result: ScoredResult
    ) throws(PostgresFailure) -> Bool {
        try score(connection, "AND completed_at IS NOT NULL", id: id, startedAt: startedAt, result)
    }

    /// Adds what an attempt earned; nothing the second time, since the key is the attempt's.
    static func addPoints(
        _ connection: PostgresConnection, _ points: Int, user: UUID, session: UUID
    ) throws(PostgresFailure) {
        guard points > 0 else { return }
        try connection.run(
            """
            SELECT increment_xp($1::uuid, $2::int8::int4, idempotency_key => 'practice:' || $3::uuid::text,
                reason => 'practice')
            """, [.uuid(user), .integer(points), .uuid(session)])
    }

    private static func score(
        _ connection: PostgresConnection, _ condition: String, id: UUID, startedAt: PostgresInstant,
        _ result: ScoredResult
    ) throws(PostgresFailure) -> Bool {
        // By both parts of the key, so that one month is asked.
        try connection.run(
            """
            UPDATE practice_sessions
            SET score = $3::int8::numeric / 100, feedback = $4::jsonb, completed_at = $5::timestamptz
            WHERE id = $1::uuid AND started_at = $2::timestamptz \(condition)
            """,
            [
                .uuid(id), .instant(startedAt), .integer(result.hundredths),
                .json(result.feedback, table: "practice_sessions", column: "feedback"),
                .instant(PostgresInstant(result.completedAt)),
            ]
        ).changes > 0
    }
}
