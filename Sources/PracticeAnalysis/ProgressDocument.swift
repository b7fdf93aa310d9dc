import PracticeStore

/// A learner's progress as JSON.
public struct ProgressDocument: Encodable, Sendable {
    let nickname: String
    let xp: Int
    let level: Int
    let scoredSessions: Int
    let averageScore: Double
    let sessionsThisWeek: Int
    let wordLessonsCompleted: Int
    let sentenceLessonsCompleted: Int

    enum CodingKeys: String, CodingKey {
        case nickname, level, xp
        case scoredSessions = "scored_sessions"
        case averageScore = "average_score"
        case sessionsThisWeek = "sessions_this_week"
        case wordLessonsCompleted = "word_lessons_completed"
        case sentenceLessonsCompleted = "sentence_lessons_completed"
    }

    /// The document of a snapshot.
    public init(_ progress: ProgressSnapshot) {
        nickname = progress.nickname
        xp = progress.xp
        level = progress.level
        scoredSessions = progress.scoredSessions
        averageScore = progress.averageScore
        sessionsThisWeek = progress.sessionsThisWeek
        wordLessonsCompleted = progress.wordLessonsCompleted
        sentenceLessonsCompleted = progress.sentenceLessonsCompleted
    }
}
