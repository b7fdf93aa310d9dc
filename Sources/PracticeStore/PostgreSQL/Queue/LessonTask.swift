import Foundation
import Scoring

/// What a lesson asks its attempts for.
public struct LessonTask: Sendable, Hashable, Identifiable {
    /// The lesson's row.
    public let id: UUID
    /// The lesson's code.
    public let code: String
    /// How its attempts are compared.
    public let type: PracticeMode
    /// The glosses of its signs in order: one for a word, the sequence for a sentence, none for freestyle.
    public let signs: [String]
    /// The score from which an attempt passes, 0–100: the highest of the lesson's tests; `nil` without a test.
    public let passingScore: Double?
}
