import Foundation

// `practice_sessions` is kept in months. Its key is (id, started_at); by id alone, as the protocol has it, each month's
// key is searched: O(months · log n), 0.2 ms for 26 months where both together take 0.05, round trip and all. A
// ``ScoringQueue`` has both.
//
// Locks are taken in one order everywhere: the attempt, its line in the queue and the count of its learner's waiting
// attempts (by triggers), then the learner's row (in `award_practice`); of several learners in the order of their
// identifiers. Two completions of one learner so wait for each other at the count, and two of one attempt at the attempt.
// Deleting an account comes the other way round; PostgreSQL then ends one of the two, and
// ``PostgresDatabase/write(_:)`` repeats it.
extension PostgresDatabase {
    /// The key holds the month, so the server would take an identifier a second time with another `started_at`: of two
    /// calls with one identifier, the second waits here for the first.
    ///
    /// ``Learner/local`` is made on its first attempt where the role may, so that a command on a learner's own
    /// database works as on a file.
    static func references(
        of session: CheckedSession, _ connection: PostgresConnection
    ) throws -> CheckedSession.References {
        try connection.run(
            "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [.uuid(session.id)])
        let found = try connection.run(
            """
            SELECT EXISTS (SELECT FROM practice_sessions WHERE id = $1::uuid) AS is_taken,
                EXISTS (SELECT FROM users WHERE id = $2::uuid) AS has_user,
                $3::uuid IS NULL OR signify.lesson_is_visible($3::uuid, $2::uuid) AS has_lesson
            """,
            [.uuid(session.id), .uuid(session.userID), PostgresValue(session.lessonID, PostgresValue.uuid)])
        guard let row = found.first else { throw PostgresRow.damaged("id") }
        var references = try CheckedSession.References(row)
        if session.userID == Learner.local, !references.hasUser {
            try addLocalLearner(connection)
            references.hasUser = true
        }
        return references
    }

    static func insert(
        _ recording: CheckedSession.Recording, of session: CheckedSession, _ connection: PostgresConnection
    ) throws {
        // The duration as text: a double becomes a numeric of 15 digits, and its text one of all.
        try connection.run(
            """
            INSERT INTO media_assets (id, owner_id, bucket, path, media_type, duration_seconds, created_at)
            VALUES ($1::uuid, $2::uuid, 'practice-recordings', $3::text, 'application/x-pose', $4::text::numeric,
                $5::timestamptz)
            """,
            [
                .uuid(recording.id), .uuid(session.userID), .text(recording.path),
                PostgresValue(recording.durationSeconds) { .text("\($0)") }, .timestamp(session.startedAt),
            ])
        try connection.run(
            "INSERT INTO media_blobs (media_id, bytes) VALUES ($1::uuid, $2::bytea)",
            [.uuid(recording.id), .bytes(recording.landmarks)])
    }

    /// Without a result, puts the attempt into the scoring queue and tells its workers, by trigger.
    static func insert(
        _ session: CheckedSession, _ result: ScoredResult?, _ connection: PostgresConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO practice_sessions
                (id, user_id, lesson_id, mode, score, raw_metrics, media_id, feedback, started_at, completed_at,
                request_id)
            VALUES ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::int8::numeric / 100, $6::jsonb, $7::uuid, $8::jsonb,
                $9::timestamptz, $10::timestamptz, $11::text)
            """,
            [
                .uuid(session.id), .uuid(session.userID), PostgresValue(session.lessonID, PostgresValue.uuid),
                .text(session.mode.rawValue), PostgresValue(result?.hundredths, PostgresValue.integer),
                PostgresValue(session.rawMetrics) {
                    .json($0, table: "practice_sessions", column: "raw_metrics")
                },
                PostgresValue(session.recording?.id, PostgresValue.uuid),
                PostgresValue(result?.feedback) { .json($0, table: "practice_sessions", column: "feedback") },
                .timestamp(session.startedAt), PostgresValue(result?.completedAt, PostgresValue.timestamp),
                PostgresValue(session.requestID, PostgresValue.text),
            ])
    }

    static func award(
        _ result: ScoredResult, to session: CheckedSession, _ connection: PostgresConnection
    ) throws {
        try award(result, for: session.id, startedAt: PostgresInstant(session.startedAt), connection)
    }

    private static func award(
        _ result: ScoredResult, for session: UUID, startedAt: PostgresInstant,
        _ connection: PostgresConnection
    ) throws {
        guard result.points > 0 else { return }
        try connection.run(
            "SELECT award_practice($1::uuid, $2::timestamptz, $3::int8::int4)",
            [.uuid(session), .instant(startedAt), .integer(result.points)])
    }

    static func complete(
        _ session: UUID, _ result: ScoredResult, _ connection: PostgresConnection
    ) throws -> Bool {
        // Held against other writers until the transaction ends.
        let found = try connection.run(
            """
            SELECT started_at FROM practice_sessions
            WHERE id = $1::uuid AND user_id IS NOT NULL FOR NO KEY UPDATE
            """, [.uuid(session)])
        guard let row = found.first else { throw StoreError.notFound(.session(session)) }
        let startedAt = try row.instant("started_at")
        let scored = try connection.run(
            """
            UPDATE practice_sessions
            SET score = $3::int8::numeric / 100, feedback = $4::jsonb, completed_at = $5::timestamptz
            WHERE id = $1::uuid AND started_at = $2::timestamptz AND completed_at IS NULL
            """,
            [
                .uuid(session), .instant(startedAt), .integer(result.hundredths),
                .json(result.feedback, table: "practice_sessions", column: "feedback"),
                .timestamp(result.completedAt),
            ])
        guard scored.changes > 0 else { return false }
        try award(result, for: session, startedAt: startedAt, connection)
        return true
    }

    /// An anonymised attempt is nobody's, and not found.
    static func session(_ id: UUID, _ connection: PostgresConnection) throws -> PracticeSession? {
        try connection.run(
            """
            SELECT user_id, lesson_id, mode, raw_metrics::text AS raw_metrics, media_id, started_at, completed_at,
                (score * 100)::int8 AS score_hundredths, feedback::text AS feedback
            FROM practice_sessions WHERE id = $1::uuid AND user_id IS NOT NULL
            """, [.uuid(id)]
        ).first.map { try PracticeSession($0, id: id) }
    }

    /// Look-ups in the queue, which has no other attempts.
    static func waiting(among ids: String, _ connection: PostgresConnection) throws -> [UUID: UUID] {
        let found = try connection.run(
            """
            SELECT q.session_id, q.user_id
            FROM json_array_elements_text($1::text::json) AS k (id)
            CROSS JOIN LATERAL (
                SELECT q.session_id, q.user_id FROM practice_scoring_queue q
                WHERE q.session_id = k.id::uuid AND q.poisoned_at IS NULL OFFSET 0) q
            """, [.text(ids)])
        return Dictionary(try found.rows.map { (try $0.uuid("session_id"), try $0.uuid("user_id")) }) {
            first, _ in first
        }
    }
}
