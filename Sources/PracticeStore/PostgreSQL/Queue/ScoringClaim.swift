import Foundation
import Scoring

/// An attempt that one worker has claimed until its lease ends.
public struct ScoringClaim: Sendable, Hashable {
    public let sessionID: UUID
    public let userID: UUID
    /// The number of claims of the attempt, this one included.
    public let tries: Int

    /// The start of the attempt to the microsecond: the other half of its key.
    let started: PostgresInstant
    /// The end of the lease, which tells this claim from a later one of the same attempt.
    let lease: PostgresInstant
}

/// A claimed attempt with its score.
public struct ScoredClaim: Sendable {
    public let claim: ScoringClaim
    public let feedback: Feedback

    public init(_ claim: ScoringClaim, _ feedback: Feedback) {
        self.claim = claim
        self.feedback = feedback
    }
}
