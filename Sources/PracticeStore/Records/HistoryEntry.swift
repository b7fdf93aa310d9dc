import Foundation
import Scoring

/// A line of the practice history: one scored attempt.
public struct HistoryEntry: Sendable, Hashable, Identifiable {
    /// The session.
    public let id: UUID
    public let mode: PracticeMode
    /// 0–100, two decimals.
    public let score: Double
    public let feedbackSummary: String
    public let completedAt: Date
    public let lessonTitle: String?

    /// The place after this entry, for the next page.
    public var cursor: HistoryCursor { HistoryCursor(completedAt: completedAt, id: id) }
}

extension HistoryEntry {
    init(_ row: some StoredRow) throws(StoreError) {
        self.init(
            id: try row.uuid("id"), mode: try row.value("mode"),
            score: Double(try row.integer("score_hundredths")) / 100,
            feedbackSummary: try row.text("feedback_summary"), completedAt: try row.date("completed_at"),
            lessonTitle: try row.optionalText("title"))
    }
}
