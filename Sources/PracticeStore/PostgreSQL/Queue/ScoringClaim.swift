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
    /// When the lease ends and another worker may claim it, by the server's clock.
    public var leaseEnds: Date { lease.date }
    /// When the attempt began.
    public var startedAt: Date { started.date }

    /// The other half of the attempt's key, to the microsecond.
    let started: PostgresInstant
    /// What tells this claim from a later one of the same attempt.
    let lease: PostgresInstant
}
