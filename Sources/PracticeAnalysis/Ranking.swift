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
        /// What the rank goes by.
        public let distance: Double
    }

    /// Best first.
    public let best: [Entry]
    /// The number of signs compared.
    public let signCount: Int

    /// Ranks by distance, equal ones by gloss, and keeps the first `limit`, exactly; see ``WordScorer/nearest(_:to:among:)``
    /// for what it costs.
    public init(
        of attempt: PreparedTake, among signs: [ReferenceSign], scorer: WordScorer = WordScorer(),
        limit: Int = 10
    ) throws {
        let nearest = try scorer.nearest(limit, to: attempt, among: signs)
        best = try nearest.enumerated().map { place, nearest in
            Entry(
                rank: place + 1, sign: nearest.sign.gloss,
                score: try scorer.score(attempt, against: nearest.sign).score, distance: nearest.distance)
        }
        signCount = signs.count
    }
}
