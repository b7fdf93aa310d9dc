import Foundation
import Scoring
import Wording

/// A claimed attempt, as its row has it.
public struct QueuedAttempt: Sendable, Hashable {
    public let claim: ScoringClaim
    public let mode: PracticeMode
    /// The task of its lesson; `nil` without one.
    public let lesson: LessonTask?
    public let rawMetrics: String?
    public let mediaID: UUID?
    /// The HTTP request that handed it in; `nil` for another way.
    public let requestID: String?
    /// The language that the learner chose; `nil` for none, or one of a later version.
    public let language: Language?

    init(_ claim: ScoringClaim, _ row: PostgresRow) throws {
        self.claim = claim
        mode = try row.value("mode")
        rawMetrics = try row.optionalText("raw_metrics")
        mediaID = try row.optionalUUID("media_id")
        requestID = try row.optionalText("request_id")
        language = try row.optionalText("language").flatMap { Language(tag: $0) }
        guard try row.optionalUUID("lesson_id") != nil else {
            lesson = nil
            return
        }
        let signs = Data((try row.optionalText("signs") ?? "[]").utf8)
        lesson = LessonTask(
            signs: try JSONDecoder().decode([String].self, from: signs),
            passingScore: try row.optionalDouble("passing_score"))
    }
}
