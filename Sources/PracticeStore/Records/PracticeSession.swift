import Foundation
import Scoring

/// A row of `practice_sessions`.
public struct PracticeSession: Sendable, Hashable, Identifiable {
    public let id: UUID
    public let userID: UUID
    public let lessonID: UUID?
    public let mode: PracticeMode
    /// The JSON that came with the attempt: its values, which PostgreSQL spells in its own way.
    public let rawMetrics: String?
    /// The recording.
    public let mediaID: UUID?
    public let startedAt: Date
    /// `nil` until the attempt is scored.
    public let result: Result?
    /// The JSON with the reason why the attempt has no score and will get none; `nil` of any other attempt.
    public let fault: String?

    /// Score, feedback and their time, from one transaction.
    public struct Result: Sendable, Hashable {
        /// 0–100, two decimals.
        public let score: Double
        public let feedback: Feedback
        public let completedAt: Date
    }
}

extension PracticeSession {
    init(_ row: some StoredRow, id: UUID) throws(StoreError) {
        let result = try Result(row, session: id)
        self.init(
            id: id, userID: try row.uuid("user_id"), lessonID: try row.optionalUUID("lesson_id"),
            mode: try row.value("mode"), rawMetrics: try row.optionalText("raw_metrics"),
            mediaID: try row.optionalUUID("media_id"), startedAt: try row.date("started_at"), result: result,
            // An attempt that cannot be scored has feedback of another kind.
            fault: result == nil ? try row.optionalText("feedback") : nil)
    }
}

extension PracticeSession.Result {
    fileprivate init?(_ row: some StoredRow, session: UUID) throws(StoreError) {
        guard let completedAt = try row.optionalDate("completed_at") else { return nil }
        let text = try row.text("feedback")
        guard let feedback = try? JSONDecoder().decode(Feedback.self, from: Data(text.utf8)) else {
            throw .corrupt(
                place: "the feedback of session \(session.storeText)",
                detail: "it is not the document that this version writes")
        }
        score = Double(try row.integer("score_hundredths")) / 100
        self.feedback = feedback
        self.completedAt = completedAt
    }
}
