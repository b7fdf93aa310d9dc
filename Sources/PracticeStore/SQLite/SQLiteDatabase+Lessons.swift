import Foundation
import GRDB

extension SQLiteDatabase {
    /// ``PracticeDatabase/saveLesson(_:at:)``: an upsert on `lesson_code`.
    @discardableResult
    public func saveLesson(_ lesson: Lesson, at instant: Date) throws(StoreError) -> UUID {
        let now = try Timestamp(instant, table: "lessons", column: "updated_at").text
        let publishedAt = try lesson.publishedAt.map { date throws(StoreError) in
            try Timestamp(date, table: "lessons", column: "published_at").text
        }
        for (text, column) in [(lesson.code, "lesson_code"), (lesson.title, "title")] {
            _ = try Text.checked(text, table: "lessons", column: column)
        }
        if let text = lesson.text { _ = try Text.checked(text, table: "lessons", column: "description") }
        return try write { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    INSERT INTO lessons (id, author_id, lesson_code, title, description, lesson_type,
                        difficulty_level, cover_media_id, is_active, published_at, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (lesson_code) DO UPDATE SET
                        author_id = excluded.author_id, title = excluded.title,
                        description = excluded.description, lesson_type = excluded.lesson_type,
                        difficulty_level = excluded.difficulty_level,
                        cover_media_id = excluded.cover_media_id, is_active = excluded.is_active,
                        published_at = excluded.published_at, updated_at = excluded.updated_at
                    RETURNING id
                    """,
                arguments: [
                    UUID().storeText, lesson.authorID?.storeText, lesson.code, lesson.title, lesson.text,
                    lesson.type.rawValue, lesson.difficulty?.rawValue, lesson.coverMediaID?.storeText,
                    lesson.isActive, publishedAt, now, now,
                ])
            guard let row else { throw StoreError.notFound(.lesson(lesson.code)) }
            return try row.uuid("id")
        }
    }

    /// ``PracticeDatabase/lesson(code:)``: codes are compared byte by byte.
    public func lesson(code: String) throws(StoreError) -> StoredLesson {
        let code = try Text.checked(code, table: "lessons", column: "lesson_code")
        return try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM lessons WHERE lesson_code = ?", arguments: [code])
            guard let row else { throw StoreError.notFound(.lesson(code)) }
            return StoredLesson(
                id: try row.uuid("id"),
                lesson: Lesson(
                    code: code, title: try row.text("title"), type: try row.value("lesson_type"),
                    text: try row.optionalText("description"),
                    difficulty: try row.optionalValue("difficulty_level"),
                    authorID: try row.optionalUUID("author_id"),
                    coverMediaID: try row.optionalUUID("cover_media_id"),
                    isActive: try row.decode(Bool.self, forColumn: "is_active"),
                    publishedAt: try row.optionalDate("published_at")),
                createdAt: try row.date("created_at"), updatedAt: try row.date("updated_at"))
        }
    }

    /// ``PracticeDatabase/addLearner(_:at:)``: one row.
    public func addLearner(_ learner: Learner, at instant: Date) throws(StoreError) {
        let now = try Timestamp(instant, table: "users", column: "created_at").text
        let nickname = try Text.checked(learner.nickname, table: "users", column: "nickname")
        try write { database in
            try database.execute(
                sql: "INSERT INTO users (id, nickname, created_at, updated_at) VALUES (?, ?, ?, ?)",
                arguments: [learner.id.storeText, nickname, now, now])
        }
    }
}
