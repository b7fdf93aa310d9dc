/// An attempt compared with one sign.
public struct ScoredAttempt: Sendable, Hashable {
    /// 0–100, two decimals; 100 for a recording identical to a take of the sign.
    public var score: Double
    /// The same on the open scale that ranks signs: the distance over the sign's threshold, 0 for identical, 1 at
    /// score 70. Finer than `score` where that is near 0 or 100.
    public var distance: Double
    /// The learner's feedback.
    public var feedback: Feedback
}
