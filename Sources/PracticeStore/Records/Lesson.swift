import Foundation
import Scoring

/// A lesson, known by its code.
public struct Lesson: Sendable, Hashable {
    /// The author, where it has one.
    public var authorID: UUID?
    /// Unique among lessons.
    public var code: String
    /// The title in lists.
    public var title: String
    /// What it teaches.
    public var text: String?
    /// How its attempts are compared.
    public var type: PracticeMode
    /// How hard it is.
    public var difficulty: LessonDifficulty?
    /// A picture for it.
    public var coverMediaID: UUID?
    /// Whether learners are offered it. Progress in it is kept either way.
    public var isActive: Bool
    /// When it was published.
    public var publishedAt: Date?

    /// A lesson of the given parts.
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

/// How hard a lesson is (`lessons.difficulty_level`).
public enum LessonDifficulty: String, Sendable, Hashable, Codable, CaseIterable {
    case intro, intermediate, advanced
}

/// A row of `lessons`.
public struct StoredLesson: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The lesson.
    public let lesson: Lesson
    /// When it was first saved.
    public let createdAt: Date
    /// When it last changed.
    public let updatedAt: Date
}
