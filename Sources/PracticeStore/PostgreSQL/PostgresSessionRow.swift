import Foundation

/// A new attempt, checked, ready for its transaction.
struct PostgresSessionRow {
    private let session: NewSession
    private let startedAt: PostgresInstant

    init(_ session: NewSession) throws(StoreError) {
        self.session = session
        startedAt = PostgresInstant(
            try Timestamp(session.startedAt, table: "practice_sessions", column: "started_at"))
        if let rawMetrics = session.rawMetrics {
            _ = try Text.checked(rawMetrics, table: "practice_sessions", column: "raw_metrics")
            // The server measures its own spelling, which may be shorter.
            guard rawMetrics.utf8.count <= 65_536 else { throw SchemaRule.rawMetrics.error }
        }
        try session.media?.checkName()
    }

    /// Inserts the attempt, its recording, and its score and points where it has any.
    func insert(_ connection: PostgresConnection, result: ScoredResult?, points: Int = 0) throws {
        try checkReferences(connection)
        let mediaID = try session.media.map { try insertMedia($0, connection) }
        try connection.run(
            """
            INSERT INTO practice_sessions
                (id, user_id, lesson_id, mode, score, raw_metrics, media_id, feedback, started_at, completed_at)
            VALUES ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::int8::numeric / 100, $6::jsonb, $7::uuid, $8::jsonb,
                $9::timestamptz, $10::timestamptz)
            """,
            [
                .uuid(session.id), .uuid(session.userID), PostgresValue(session.lessonID, PostgresValue.uuid),
                .text(session.mode.rawValue), PostgresValue(result?.hundredths, PostgresValue.integer),
                PostgresValue(session.rawMetrics) {
                    .json($0, table: "practice_sessions", column: "raw_metrics")
                },
                PostgresValue(mediaID, PostgresValue.uuid),
                PostgresValue(result?.feedback) { .json($0, table: "practice_sessions", column: "feedback") },
                .instant(startedAt),
                PostgresValue(result?.completedAt) { .instant(PostgresInstant($0)) },
            ])
        try PostgresScoring.addPoints(connection, points, user: session.userID, session: session.id)
    }

    /// The key holds the month, so the server would take an identifier a second time with another `started_at`. Of two
    /// calls with one identifier, the second waits here for the first.
    private func checkReferences(_ connection: PostgresConnection) throws {
        try connection.run(
            "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [.uuid(session.id)])
        let found = try connection.run(
            """
            SELECT EXISTS (SELECT FROM practice_sessions WHERE id = $1::uuid) AS is_taken,
                EXISTS (SELECT FROM users WHERE id = $2::uuid) AS has_user,
                $3::uuid IS NULL OR EXISTS (SELECT FROM lessons WHERE id = $3::uuid) AS has_lesson
            """,
            [.uuid(session.id), .uuid(session.userID), PostgresValue(session.lessonID, PostgresValue.uuid)])
        guard let row = found.first else { throw PostgresRow.damaged("id") }
        guard try !row.bool("is_taken") else {
            throw StoreError.refused(
                table: "practice_sessions", column: "id", reason: "there is a row with this value already")
        }
        if try !row.bool("has_user") {
            guard session.userID == Learner.local else { throw StoreError.notFound(.user(session.userID)) }
            try PostgresDatabase.addLocalLearner(connection)
        }
        if let lessonID = session.lessonID, try !row.bool("has_lesson") {
            throw StoreError.notFound(.lesson(lessonID.storeText))
        }
    }

    private func insertMedia(_ media: NewMedia, _ connection: PostgresConnection) throws -> UUID {
        let id = UUID()
        // The owner's folder comes first, as the policies of storage want it.
        let path = "\(session.userID.storeText)/\(session.id.storeText)/\(media.name)"
        // As text: a double becomes a numeric of 15 digits, and its text one of all.
        try connection.run(
            """
            INSERT INTO media_assets (id, owner_id, bucket, path, media_type, duration_seconds, created_at)
            VALUES ($1::uuid, $2::uuid, $3::text, $4::text, 'application/x-pose', $5::text::numeric, $6::timestamptz)
            """,
            [
                .uuid(id), .uuid(session.userID), .text(PostgresDatabase.recordingBucket), .text(path),
                PostgresValue(media.durationSeconds) { .text("\($0)") }, .instant(startedAt),
            ])
        try connection.run(
            "INSERT INTO media_blobs (media_id, bytes) VALUES ($1::uuid, $2::bytea)",
            [.uuid(id), .bytes(media.landmarks)])
        return id
    }
}
