import Scoring

/// The signs nearest to an attempt.
public struct Ranking: Sendable {
    public struct Entry: Encodable, Sendable {
        /// From 1.
        public let rank: Int
        /// The gloss.
        public let sign: String
        /// The attempt's score against this sign, 0–100.
        public let score: Double
        /// The distance over the sign's threshold; the rank follows it.
        public let distance: Double
    }

    /// Nearest first.
    public let best: [Entry]
    /// The number of signs in the library.
    public let signCount: Int

    /// Ranks signs by exact distance, then by gloss, and keeps the first `limit`. Costs as
    /// ``WordScorer/nearest(_:to:among:)``. Throws ``SigningSpaceError`` for a recording without a hand or a
    /// body, and ``ScoringError``.
    public init(
        of attempt: Recording, among library: SignLibrary, limit: Int = 10,
        passingScore: Double = Feedback.usualPassingScore
    ) throws {
        let scorer = WordScorer(passingScore: passingScore)
        let take = try PreparedTake(attempt.clip)
        let nearest = try scorer.nearest(limit, to: take, among: library.signs)
        best = try nearest.enumerated().map { place, nearest in
            Entry(
                rank: place + 1, sign: nearest.sign.gloss,
                score: try scorer.score(take, against: nearest.sign).score, distance: nearest.distance)
        }
        signCount = library.signs.count
    }
}
