import Foundation
import Scoring

/// What a claimed attempt holds.
public struct QueuedAttempt: Sendable, Hashable {
    /// The claim that it was read by.
    public let claim: ScoringClaim
    /// How it is to be compared.
    public let mode: PracticeMode
    /// The lesson it belongs to, and so what it is to be compared with.
    public let lessonID: UUID?
    /// The JSON that came with it.
    public let rawMetrics: String?
    /// Its recording.
    public let mediaID: UUID?
}
