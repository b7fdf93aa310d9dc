import Foundation
import Scoring

/// A feedback document as the three columns that are always written together, and its points.
struct ScoredResult {
    /// The score times 100, exact.
    let hundredths: Int
    /// The document, keys sorted: the same feedback is the same text.
    let feedback: String
    let completedAt: Timestamp
    /// What the first score earns.
    let points: Int

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
        points = ExperiencePoints.earned(by: feedback)
    }

    /// The error for a session with a score that is to be given another.
    static func scoredAlready(_ session: UUID) -> StoreError {
        .refused(
            table: "practice_sessions", column: "completed_at",
            reason: "session \(session.storeText) is scored already; begin another session for another score")
    }
}
