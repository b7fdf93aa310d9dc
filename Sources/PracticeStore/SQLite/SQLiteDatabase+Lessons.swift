import Foundation
import GRDB

extension SQLiteDatabase {
    static func save(_ checked: CheckedLesson, _ database: Database) throws -> UUID {
        let lesson = checked.lesson
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
                lesson.isActive, checked.publishedAt?.text, checked.now.text, checked.now.text,
            ])
        guard let row else { throw Row.damaged("id") }
        return try row.uuid("id")
    }

    static func lesson(_ code: String, for user: UUID?, _ database: Database) throws -> StoredLesson? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM lessons WHERE lesson_code = :code AND (:user IS NULL OR \(isVisible))",
            arguments: ["code": code, "user": user?.storeText]
        ).map { try StoredLesson($0, code: code) }
    }

    static func add(_ learner: Learner, at now: Timestamp, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO users (id, nickname, created_at, updated_at) VALUES (?, ?, ?, ?)",
            arguments: [learner.id.storeText, learner.nickname, now.text, now.text])
    }
}
