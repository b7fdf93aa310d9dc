import Foundation
import PracticeStore

/// A lesson as JSON; what there is not is null.
public struct LessonDocument: Encodable, Sendable {
    private let stored: StoredLesson

    enum CodingKeys: String, CodingKey {
        case id, code, title, text, type, difficulty
        case isActive = "is_active"
    }

    /// The document of a lesson.
    public init(_ stored: StoredLesson) { self.stored = stored }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
        let lesson = stored.lesson
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(stored.id.uuidString.lowercased(), forKey: .id)
        try container.encode(lesson.code, forKey: .code)
        try container.encode(lesson.title, forKey: .title)
        try container.encode(lesson.text, forKey: .text)
        try container.encode(lesson.type.rawValue, forKey: .type)
        try container.encode(lesson.difficulty?.rawValue, forKey: .difficulty)
        try container.encode(lesson.isActive, forKey: .isActive)
    }
}
