import Foundation
import Scoring

/// An attempt that one worker has claimed until its lease ends.
public struct ScoringClaim: Sendable, Hashable {
    /// The practice session.
    public let sessionID: UUID
    /// Whose attempt it is.
    public let userID: UUID
    /// How often it has been claimed, this time included.
    public let tries: Int

    /// When the attempt began, to the microsecond: the other half of its key.
    let started: PostgresInstant
    /// What tells this claim from a later one of the same attempt.
    let lease: PostgresInstant
}
