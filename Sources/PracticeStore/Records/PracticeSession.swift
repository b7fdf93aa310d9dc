import Foundation
import Scoring

/// A row of `practice_sessions`.
public struct PracticeSession: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// Whose attempt it is.
    public let userID: UUID
    /// The lesson it belongs to.
    public let lessonID: UUID?
    /// How it was, or is to be, compared.
    public let mode: PracticeMode
    /// The JSON that came with the attempt: its values, which PostgreSQL spells in its own way.
    public let rawMetrics: String?
    /// The recording.
    public let mediaID: UUID?
    /// When the attempt began.
    public let startedAt: Date
    /// Its score; `nil` until it is scored.
    public let result: Result?
    /// The JSON that says why it has no score and will get none; `nil` of any other attempt.
    public internal(set) var fault: String? = nil

    /// The result of scoring, written in one transaction.
    public struct Result: Sendable, Hashable {
        /// 0–100, two decimals.
        public let score: Double
        /// The learner's feedback.
        public let feedback: Feedback
        /// When it was scored.
        public let completedAt: Date
    }
}
