import Foundation

extension PostgresDatabase {
    static func save(_ checked: CheckedLesson, _ connection: PostgresConnection) throws -> UUID {
        let lesson = checked.lesson
        let saved = try connection.run(
            """
            INSERT INTO lessons (author_id, lesson_code, title, description, lesson_type, difficulty_level,
                cover_media_id, is_active, published_at, created_at, updated_at)
            VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::uuid, $8::bool,
                $9::timestamptz, $10::timestamptz, $10::timestamptz)
            ON CONFLICT (lesson_code) DO UPDATE SET
                author_id = excluded.author_id, title = excluded.title, description = excluded.description,
                lesson_type = excluded.lesson_type, difficulty_level = excluded.difficulty_level,
                cover_media_id = excluded.cover_media_id, is_active = excluded.is_active,
                published_at = excluded.published_at, updated_at = excluded.updated_at
            RETURNING id
            """,
            [
                PostgresValue(lesson.authorID, PostgresValue.uuid), .text(lesson.code), .text(lesson.title),
                PostgresValue(lesson.text, PostgresValue.text), .text(lesson.type.rawValue),
                PostgresValue(lesson.difficulty) { .text($0.rawValue) },
                PostgresValue(lesson.coverMediaID, PostgresValue.uuid), .bool(lesson.isActive),
                PostgresValue(checked.publishedAt, PostgresValue.timestamp), .timestamp(checked.now),
            ])
        guard let row = saved.first else { throw PostgresRow.damaged("id") }
        return try row.uuid("id")
    }

    static func lesson(
        _ code: String, for user: UUID?, _ connection: PostgresConnection
    ) throws -> StoredLesson? {
        try connection.run(
            """
            SELECT id, author_id, title, description, lesson_type, difficulty_level, cover_media_id, is_active,
                published_at
            FROM lessons
            WHERE lesson_code = $1::text AND ($2::uuid IS NULL OR signify.lesson_is_visible(id, $2::uuid))
            """, [.text(code), PostgresValue(user, PostgresValue.uuid)]
        ).first.map { try StoredLesson($0, code: code) }
    }

    /// An identity, which the schema makes a profile of. Takes the database's owner: on Supabase identities are made by
    /// its own sign-up.
    ///
    /// The identity's e-mail address is `<identifier>@learner.invalid`, a domain that nobody has (RFC 2606).
    static func add(_ learner: Learner, at now: Timestamp, _ connection: PostgresConnection) throws {
        try add(learner, at: PostgresInstant(now), connection)
    }

    /// Makes ``Learner/local``, which another program may be making at the same time.
    static func addLocalLearner(_ connection: PostgresConnection) throws {
        let row = try connection.run(
            """
            SELECT has_table_privilege('auth.users', 'INSERT')
                AND has_column_privilege('public.users', 'created_at', 'UPDATE') AS may, now() AS now
            """
        ).first
        guard let row, try row.bool("may") else { throw StoreError.notFound(.user(Learner.local)) }
        try add(
            Learner(id: Learner.local, nickname: Learner.localNickname), at: try row.instant("now"),
            ifAbsent: true, connection)
    }

    private static func add(
        _ learner: Learner, at now: PostgresInstant, ifAbsent: Bool = false, _ connection: PostgresConnection
    ) throws {
        let added = try connection.run(
            """
            INSERT INTO auth.users (id, email, created_at, updated_at)
            VALUES ($1::uuid, $1::uuid::text || '@learner.invalid', $2::timestamptz, $2::timestamptz)
            \(ifAbsent ? "ON CONFLICT (id) DO NOTHING" : "")
            """, [.uuid(learner.id), .instant(now)]
        ).changes
        guard added > 0 else { return }
        // The name as it is: the identity's would be trimmed and cut.
        try connection.run(
            """
            UPDATE users SET nickname = $2::text, created_at = $3::timestamptz, updated_at = $3::timestamptz
            WHERE id = $1::uuid
            """, [.uuid(learner.id), .text(learner.nickname), .instant(now)])
    }
}
