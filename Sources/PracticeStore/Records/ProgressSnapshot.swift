/// A learner's progress at one instant.
public struct ProgressSnapshot: Sendable, Hashable {
    /// The learner's nickname.
    public let nickname: String
    /// Experience points.
    public let xp: Int
    /// A level for each 1,000 points, 32,767 at most.
    public let level: Int
    /// Scored attempts.
    public let scoredSessions: Int
    /// The mean of their scores, 0–100; 0 without any.
    public let averageScore: Double
    /// Attempts finished in the seven days up to the instant.
    public let sessionsThisWeek: Int
    /// Different word lessons with a finished attempt, lessons since withdrawn among them.
    public let wordLessonsCompleted: Int
    /// Different sentence lessons with a finished attempt, lessons since withdrawn among them.
    public let sentenceLessonsCompleted: Int
}
