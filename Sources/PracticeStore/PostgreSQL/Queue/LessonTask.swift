/// The signs and the passing score that a lesson sets its attempts.
public struct LessonTask: Sendable, Hashable {
    /// Glosses in order: one for a word, the sequence for a sentence, none for freestyle.
    public let signs: [String]
    /// 0–100: the highest of the lesson's tests; `nil` without a test.
    public let passingScore: Double?
}
