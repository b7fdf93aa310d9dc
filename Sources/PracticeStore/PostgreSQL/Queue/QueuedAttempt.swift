import Foundation
import Scoring

/// A claimed attempt, as its row has it.
public struct QueuedAttempt: Sendable, Hashable {
    public let claim: ScoringClaim
    public let mode: PracticeMode
    public let lessonID: UUID?
    public let rawMetrics: String?
    public let mediaID: UUID?
}
