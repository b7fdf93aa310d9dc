import Foundation
import Scoring

/// A lesson, known by its code.
public struct Lesson: Sendable, Hashable {
    public var authorID: UUID?
    /// Unique among lessons.
    public var code: String
    public var title: String
    public var text: String?
    /// The mode of its attempts.
    public var type: PracticeMode
    public var difficulty: LessonDifficulty?
    public var coverMediaID: UUID?
    /// Whether learners are offered it. Progress in it is kept either way.
    public var isActive: Bool
    /// On PostgreSQL, learners are offered what is published. An active lesson is published as it is saved, at the server's time
    /// without one here.
    public var publishedAt: Date?

    public init(
        code: String, title: String, type: PracticeMode, text: String? = nil,
        difficulty: LessonDifficulty? = nil, authorID: UUID? = nil, coverMediaID: UUID? = nil,
        isActive: Bool = true, publishedAt: Date? = nil
    ) {
        self.authorID = authorID
        self.code = code
        self.title = title
        self.text = text
        self.type = type
        self.difficulty = difficulty
        self.coverMediaID = coverMediaID
        self.isActive = isActive
        self.publishedAt = publishedAt
    }
}

/// `lessons.difficulty_level`.
public enum LessonDifficulty: String, Sendable, Hashable, Codable, CaseIterable {
    case intro, intermediate, advanced
}

/// A row of `lessons`.
public struct StoredLesson: Sendable, Hashable, Identifiable {
    public let id: UUID
    public let lesson: Lesson
}

extension StoredLesson {
    init(_ row: some StoredRow, code: String) throws(StoreError) {
        id = try row.uuid("id")
        lesson = Lesson(
            code: code, title: try row.text("title"), type: try row.value("lesson_type"),
            text: try row.optionalText("description"), difficulty: try row.optionalValue("difficulty_level"),
            authorID: try row.optionalUUID("author_id"), coverMediaID: try row.optionalUUID("cover_media_id"),
            isActive: try row.bool("is_active"), publishedAt: try row.optionalDate("published_at"))
    }
}
