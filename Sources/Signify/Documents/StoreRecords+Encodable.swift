import Foundation
import PracticeStore
import Scoring

// Rows of the store as JSON. The command, the C interface, Python and HTTP share them: every key is written,
// an absent value is null, identifiers are lowercase, instants have milliseconds.

extension HistoryEntry: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, mode, score, summary, lesson
        case completedAt = "completed_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id.storeText, forKey: .id)
        try container.encode(mode.rawValue, forKey: .mode)
        try container.encode(score, forKey: .score)
        try container.encode(feedbackSummary, forKey: .summary)
        try container.encode(lessonTitle, forKey: .lesson)
        try container.encode(completedAt, forKey: .completedAt)
    }
}

extension PracticeSession: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, mode, score, feedback
        case userID = "user_id"
        case lessonID = "lesson_id"
        case mediaID = "media_id"
        case rawMetrics = "raw_metrics"
        case startedAt = "started_at"
        case completedAt = "completed_at"
    }

    /// Linear in the feedback and the raw metrics.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id.storeText, forKey: .id)
        try container.encode(userID.storeText, forKey: .userID)
        try container.encode(lessonID?.storeText, forKey: .lessonID)
        try container.encode(mediaID?.storeText, forKey: .mediaID)
        try container.encode(mode.rawValue, forKey: .mode)
        // A document that is nested too deeply to decode is written as a string.
        let metrics = rawMetrics.map { text in
            (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .string(text)
        }
        try container.encode(metrics, forKey: .rawMetrics)
        try container.encode(result?.score, forKey: .score)
        if let feedback = result?.feedback {
            try container.encode(feedback, forKey: .feedback)
        } else {
            let fault = fault.flatMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
            try container.encode(fault, forKey: .feedback)
        }
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(result?.completedAt, forKey: .completedAt)
    }
}

extension ProgressSnapshot: Encodable {
    enum CodingKeys: String, CodingKey {
        case nickname, level, xp
        case scoredSessions = "scored_sessions"
        case averageScore = "average_score"
        case sessionsThisWeek = "sessions_this_week"
        case wordLessonsCompleted = "word_lessons_completed"
        case sentenceLessonsCompleted = "sentence_lessons_completed"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(nickname, forKey: .nickname)
        try container.encode(xp, forKey: .xp)
        try container.encode(level, forKey: .level)
        try container.encode(scoredSessions, forKey: .scoredSessions)
        try container.encode(averageScore, forKey: .averageScore)
        try container.encode(sessionsThisWeek, forKey: .sessionsThisWeek)
        try container.encode(wordLessonsCompleted, forKey: .wordLessonsCompleted)
        try container.encode(sentenceLessonsCompleted, forKey: .sentenceLessonsCompleted)
    }
}

extension StoredLesson: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, code, title, text, type, difficulty
        case isActive = "is_active"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id.storeText, forKey: .id)
        try container.encode(lesson.code, forKey: .code)
        try container.encode(lesson.title, forKey: .title)
        try container.encode(lesson.text, forKey: .text)
        try container.encode(lesson.type.rawValue, forKey: .type)
        try container.encode(lesson.difficulty?.rawValue, forKey: .difficulty)
        try container.encode(lesson.isActive, forKey: .isActive)
    }
}

extension SignSummary: Encodable {
    enum CodingKeys: String, CodingKey {
        case gloss, language, takes, signers, calibrated
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(gloss, forKey: .gloss)
        try container.encode(language, forKey: .language)
        try container.encode(takes, forKey: .takes)
        try container.encode(signers, forKey: .signers)
        try container.encode(hasCalibration, forKey: .calibrated)
    }
}

extension LearnerSettings: Encodable {
    enum CodingKeys: String, CodingKey {
        case language, theme
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(language, forKey: .language)
        try container.encode(theme, forKey: .theme)
    }
}

extension RequestAllowance: Encodable {
    enum CodingKeys: String, CodingKey {
        case granted, remaining
        case wait = "wait_s"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isGranted, forKey: .granted)
        try container.encode(remaining, forKey: .remaining)
        try container.encode(wait, forKey: .wait)
    }
}
