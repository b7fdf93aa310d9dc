import Foundation
import PracticeStore

/// The history as JSON.
public struct HistoryDocument: Encodable {
    struct Session: Encodable {
        let id: String
        let mode: String
        let score: Double
        let summary: String
        let completedAt: Date
        let lesson: String?

        enum CodingKeys: String, CodingKey {
            case id, mode, score, summary, lesson
            case completedAt = "completed_at"
        }
    }

    struct Progress: Encodable {
        let scoredSessions: Int
        let averageScore: Double
        let sessionsThisWeek: Int
        let wordLessonsCompleted: Int
        let sentenceLessonsCompleted: Int
        let level: Int
        let xp: Int

        enum CodingKeys: String, CodingKey {
            case level, xp
            case scoredSessions = "scored_sessions"
            case averageScore = "average_score"
            case sessionsThisWeek = "sessions_this_week"
            case wordLessonsCompleted = "word_lessons_completed"
            case sentenceLessonsCompleted = "sentence_lessons_completed"
        }
    }

    let sessions: [Session]
    let progress: Progress

    /// The document of a learner's attempts and progress.
    public init(_ entries: [HistoryEntry], _ progress: ProgressSnapshot) {
        sessions = entries.map {
            Session(
                id: $0.id.uuidString.lowercased(), mode: $0.mode.rawValue, score: $0.score,
                summary: $0.feedbackSummary, completedAt: $0.completedAt, lesson: $0.lessonTitle)
        }
        self.progress = Progress(
            scoredSessions: progress.scoredSessions, averageScore: progress.averageScore,
            sessionsThisWeek: progress.sessionsThisWeek, wordLessonsCompleted: progress.wordLessonsCompleted,
            sentenceLessonsCompleted: progress.sentenceLessonsCompleted, level: progress.level,
            xp: progress.xp)
    }
}
