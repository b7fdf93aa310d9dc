import Alignment
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

    /// Ranks by distance, equal ones by gloss, and keeps the first `limit`. One alignment for each take of each sign.
    public init(
        of attempt: PreparedTake, among signs: [ReferenceSign], scorer: WordScorer = WordScorer(),
        limit: Int = 10
    ) throws {
        let distances = Parallel.map(signs) { sign in
            Result { () throws(ScoringError) in try scorer.distance(attempt, to: sign) }
        }
        let ranked = try zip(signs, distances).map { (sign: $0, distance: try $1.get()) }
            .sorted { ($0.distance, $0.sign.gloss) < ($1.distance, $1.sign.gloss) }
        best = try ranked.prefix(limit).enumerated().map { place, entry in
            Entry(
                rank: place + 1, sign: entry.sign.gloss,
                score: try scorer.score(attempt, against: entry.sign).score, distance: entry.distance)
        }
        signCount = signs.count
    }
}
