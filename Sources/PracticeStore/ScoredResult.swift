import Foundation
import Scoring

/// A feedback document in the three columns that are always written together.
struct ScoredResult {
    /// The score times 100, exact.
    let hundredths: Int
    /// The document, keys sorted: the same feedback is the same text.
    let feedback: String
    /// When it was scored.
    let completedAt: Timestamp

    init(_ feedback: Feedback, at instant: Date) throws(StoreError) {
        let scaled = feedback.score * 100
        // The contract rounds the score when the feedback is made; a longer one here would be stored differently
        // in the column and in the document.
        guard (0...10_000).contains(scaled), abs(scaled - scaled.rounded()) < 1e-6 else {
            throw SchemaRule.score.error
        }
        hundredths = Int(scaled.rounded())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            self.feedback = String(decoding: try encoder.encode(feedback), as: UTF8.self)
        } catch {
            throw .refused(
                table: "practice_sessions", column: "feedback",
                reason: "a number in it is infinite or not a number, which JSON cannot hold")
        }
        completedAt = try Timestamp(instant, table: "practice_sessions", column: "completed_at")
    }
}
