import Foundation

extension PostgresDatabase {
    /// ``PracticeDatabase/saveLesson(_:at:)``: an upsert on `lesson_code`.
    @discardableResult
    public func saveLesson(_ lesson: Lesson, at instant: Date) throws(StoreError) -> UUID {
        let now = PostgresInstant(try Timestamp(instant, table: "lessons", column: "updated_at"))
        let publishedAt = try lesson.publishedAt.map { date throws(StoreError) in
            PostgresInstant(try Timestamp(date, table: "lessons", column: "published_at"))
        }
        for (text, column) in [
            (lesson.code, "lesson_code"), (lesson.title, "title"), (lesson.text ?? "", "description"),
        ] {
            _ = try Text.checked(text, table: "lessons", column: column)
        }
        return try write { connection in
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
                    PostgresValue(lesson.authorID, PostgresValue.uuid), .text(lesson.code),
                    .text(lesson.title),
                    PostgresValue(lesson.text, PostgresValue.text), .text(lesson.type.rawValue),
                    PostgresValue(lesson.difficulty) { .text($0.rawValue) },
                    PostgresValue(lesson.coverMediaID, PostgresValue.uuid), .bool(lesson.isActive),
                    PostgresValue(publishedAt, PostgresValue.instant), .instant(now),
                ])
            guard let row = saved.first else { throw StoreError.notFound(.lesson(lesson.code)) }
            return try row.uuid("id")
        }
    }

    /// ``PracticeDatabase/lesson(code:)``: codes are compared byte by byte.
    public func lesson(code: String) throws(StoreError) -> StoredLesson {
        let code = try Text.checked(code, table: "lessons", column: "lesson_code")
        return try read { connection in
            let found = try connection.run(
                """
                SELECT id, author_id, title, description, lesson_type, difficulty_level, cover_media_id, is_active,
                    published_at, created_at, updated_at
                FROM lessons WHERE lesson_code = $1::text
                """, [.text(code)])
            guard let row = found.first else { throw StoreError.notFound(.lesson(code)) }
            return StoredLesson(
                id: try row.uuid("id"),
                lesson: Lesson(
                    code: code, title: try row.text("title"), type: try row.value("lesson_type"),
                    text: try row.optionalText("description"),
                    difficulty: try row.optionalValue("difficulty_level"),
                    authorID: try row.optionalUUID("author_id"),
                    coverMediaID: try row.optionalUUID("cover_media_id"),
                    isActive: try row.bool("is_active"),
                    publishedAt: try row.optionalInstant("published_at")?.date),
                createdAt: try row.date("created_at"), updatedAt: try row.date("updated_at"))
        }
    }

    /// ``PracticeDatabase/addLearner(_:at:)``: an identity, which the schema makes a profile of. Takes the database's
    /// owner: on Supabase identities are made by its own sign-up.
    ///
    /// The identity's e-mail address is `<identifier>@learner.invalid`, a domain that nobody has (RFC 2606).
    public func addLearner(_ learner: Learner, at instant: Date) throws(StoreError) {
        let now = PostgresInstant(try Timestamp(instant, table: "users", column: "created_at"))
        _ = try Text.checked(learner.nickname, table: "users", column: "nickname")
        try write { connection in try PostgresDatabase.add(learner, at: now, connection) }
    }

    /// Makes ``Learner/local``, as another program may be doing just now.
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
            ifAbsent: true,
            connection)
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
