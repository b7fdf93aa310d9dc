import Scoring

/// The signs most like an attempt.
struct Ranking {
    /// A sign's place.
    struct Entry: Encodable, Sendable {
        let rank: Int
        let sign: String
        let score: Double
        let distance: Double
    }

    /// Best first, ten at most.
    let best: [Entry]
    private let signCount: Int

    /// Ranks by distance, equal ones by gloss. One alignment for each take of each sign.
    init(of attempt: PreparedTake, among signs: [ReferenceSign], scorer: WordScorer) throws {
        let distances = Parallel.map(signs) { sign in
            Result { () throws(ScoringError) in try scorer.distance(attempt, to: sign) }
        }
        let ranked = try zip(signs, distances).map { (sign: $0, distance: try $1.get()) }
            .sorted { ($0.distance, $0.sign.gloss) < ($1.distance, $1.sign.gloss) }
        best = try ranked.prefix(10).enumerated().map { place, entry in
            Entry(
                rank: place + 1, sign: entry.sign.gloss,
                score: try scorer.score(attempt, against: entry.sign).score, distance: entry.distance)
        }
        signCount = signs.count
    }

    func page(file: String, style: TextStyle) -> String {
        let width = best.map(\.sign.count).max() ?? 0
        let lines = best.map { entry in
            let line =
                "  \(TextStyle.aligned("\(entry.rank)", 2))  \(TextStyle.padded(entry.sign, width))  "
                + "\(TextStyle.bar(entry.score))  \(TextStyle.aligned(TextStyle.number(entry.score), 6))"
            return entry.rank == 1 ? style.bold(line) : line
        }
        let title = "\(file): the \(best.count) most alike of \(signCount) sign\(signCount == 1 ? "" : "s")"
        return ([title, ""] + lines + [""]).joined(separator: "\n")
    }
}
