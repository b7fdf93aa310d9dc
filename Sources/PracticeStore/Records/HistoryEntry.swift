import Foundation
import Scoring

/// A line of the practice history: one finished attempt.
public struct HistoryEntry: Sendable, Hashable, Identifiable {
    /// The session.
    public let id: UUID
    /// How the attempt was compared.
    public let mode: PracticeMode
    /// 0–100, two decimals.
    public let score: Double
    /// The feedback's own summary.
    public let feedbackSummary: String
    /// When it was scored.
    public let completedAt: Date
    /// The lesson's title, where the attempt belongs to one.
    public let lessonTitle: String?

    /// The place after this entry, for the next page.
    public var cursor: HistoryCursor { HistoryCursor(completedAt: completedAt, id: id) }
}
