import Foundation
import Scoring

/// The content of a claimed attempt.
public struct QueuedAttempt: Sendable, Hashable {
    /// The claim that it was read by.
    public let claim: ScoringClaim
    /// How it is to be compared.
    public let mode: PracticeMode
    /// The lesson, whose signs the attempt is compared with.
    public let lessonID: UUID?
    /// The JSON that came with it.
    public let rawMetrics: String?
    /// Its recording.
    public let mediaID: UUID?
}
