import Scoring

/// The signs most like an attempt.
public struct Ranking: Sendable {
    /// A sign's place.
    public struct Entry: Encodable, Sendable {
        /// From 1.
        public let rank: Int
        /// The gloss.
        public let sign: String
        /// 0–100, as against this sign alone.
        public let score: Double
        /// The distance that decides the rank.
        public let distance: Double
    }

    /// Best first.
    public let best: [Entry]
    /// The number of signs compared.
    public let signCount: Int

    /// Ranks by distance, equal ones by gloss, and keeps the first `limit`, exactly; see ``WordScorer/nearest(_:to:among:)``
    /// for its cost. Throws ``SigningSpaceError`` for a recording without a hand or a body, and ``ScoringError``.
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
