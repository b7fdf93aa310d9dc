import Alignment
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
    /// ``WordScorer/nearest(_:to:among:takes:)``. Throws ``SigningSpaceError`` for a recording without a hand or a
    /// body, and ``ScoringError``.
    public init(
        of attempt: Recording, among library: SignLibrary, limit: Int = 10,
        passingScore: Double = Feedback.usualPassingScore
    ) throws {
        let scorer = WordScorer(passingScore: passingScore)
        let take = try PreparedTake(attempt.clip)
        let nearest = try library.nearest(limit, to: take, by: scorer)
        let scores = try Parallel.map(nearest.map(\.sign)) { sign in
            Result { try scorer.score(take, against: sign).score }
        }
        .map { try $0.get() }
        best = zip(nearest, scores).enumerated().map { place, found in
            Entry(
                rank: place + 1, sign: found.0.sign.gloss, score: found.1, distance: found.0.distance)
        }
        signCount = library.count
    }
}
