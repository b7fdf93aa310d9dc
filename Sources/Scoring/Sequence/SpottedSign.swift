/// A sign found in a longer recording.
public struct SpottedSign: Sendable, Hashable {
    /// The gloss, as "HELLO".
    public var gloss: String
    /// Seconds of the recording.
    public var start: Double
    /// Seconds of the recording.
    public var end: Double
    /// 0–100, two decimals.
    public var score: Double
    /// The distance over the sign's threshold, as ``ScoredAttempt/distance``.
    public var distance: Double

    /// The time, in seconds of the recording, at which the sign became certain.
    public var known: Double

    public init(
        gloss: String, start: Double, end: Double, score: Double, distance: Double, known: Double
    ) {
        self.gloss = gloss
        self.start = start
        self.end = end
        self.score = score
        self.distance = distance
        self.known = known
    }
}
