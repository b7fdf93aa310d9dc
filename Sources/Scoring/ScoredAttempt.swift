/// An attempt compared with one sign.
public struct ScoredAttempt: Sendable, Hashable {
    /// 0–100, two decimals; 100 for a recording identical to a take of the sign.
    public var score: Double
    /// The distance divided by the sign's threshold, an open scale for ranking signs: 0 for identical, 1 at
    /// score 70. It is finer than `score` where the score is near 0 or 100.
    public var distance: Double
    public var feedback: Feedback
}
