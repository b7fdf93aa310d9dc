import Foundation

extension StoreError {
    /// A session that has its first score is to be given another.
    static func scoredAlready(_ session: UUID) -> StoreError {
        .refused(
            table: "practice_sessions", column: "completed_at",
            reason: "session \(session.storeText) is scored already; replace its score instead")
    }

    /// A session without a score is to have it replaced.
    static func notScoredYet(_ session: UUID) -> StoreError {
        .refused(
            table: "practice_sessions", column: "completed_at",
            reason: "session \(session.storeText) is not scored yet; complete it instead")
    }
}
