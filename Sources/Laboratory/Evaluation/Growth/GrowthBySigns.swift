import Signify

/// How the rank of the right sign falls with the number of signs in the library.
///
/// A library has each gloss of all sets once, by one signer: of the attempt's set where the set has the gloss,
/// since labels agree within a set only. Only other people's takes are in the library of an attempt, so its
/// size lacks the glosses that nobody else recorded. Larger libraries have ``RandomSigns`` beside all of those.
package struct GrowthBySigns: Sendable {
    package struct Row: Sendable, Hashable {
        /// The number of signs in the library.
        package let signs: Int
        /// How many of them are random ones.
        package let random: Int
        /// The most takes of each sign.
        package let takes: Int
        /// The number of attempts; each is compared with ``draws`` libraries.
        package let attempts: Int
        /// The mean of 1 / rank of the right sign, 0–1.
        package let reciprocalRank: Double
        /// The share, 0–1, of attempts whose nearest sign is the right one.
        package let first: Double
    }

    /// The sizes of the libraries, as far as there are as many signs. Beyond the recorded ones, random signs are
    /// drawn.
    static let sizes = [50, 100, 200, 500, 1000]
    /// The takes of each sign.
    static let takes = [1, 4]
    /// The number of libraries per attempt, whose signers are other ones as far as there are enough.
    static let draws = 3

    package let rows: [Row]
    /// The number of signs in the smallest library, random ones too.
    package let largest: Int
    /// The shares, 0–1, of recorded and of random wrong signs that are nearer than the right one, by one take.
    package let nearer: (recorded: Double, random: Double)

    /// Compares the attempts of every set. O(draws · signs) alignments per attempt.
    ///
    /// - Parameters:
    ///   - sets: the number of sets.
    ///   - random: signs beside the recorded ones, as references alone. Each attempt meets them once, in its
    ///     first library.
    ///   - judged: the takes as a group of signers is judged.
    init(
        _ corpus: GrowthCorpus, sets: Int, random: RandomSigns = .none,
        judged: (RecordedTakes, Set<String>) throws(AnalysisFailure) -> RecordedTakes
    ) throws(AnalysisFailure) {
        var rows: [Row] = []
        var nearer: [(recorded: Double, random: Double)] = []
        for takes in Self.takes {
            var ranks: [Ranks] = []
            var attempts: Set<TakeFolder.Take> = []
            for group in SignerGroups.of(corpus.sources.map(\.signer)) {
                for set in 0..<sets {
                    for draw in 0..<Self.draws {
                        let chosen = Self.chosen(corpus, set: set, of: sets, without: group, draw: draw)
                        let judging = Set(
                            corpus.takes.takes.map(\.source).filter { take in
                                !take.isReference && group.contains(take.signer)
                                    && chosen[take.sign].map { corpus.isSameSign(take, $0) } ?? false
                            })
                        guard !judging.isEmpty else { continue }
                        var library = corpus.library(chosen.values, attempts: judging)
                        if draw == 0 { library = RecordedTakes(joining: [library, random.takes]) }
                        let scores = try PairwiseScores(
                            judged(library, group), attemptsBy: group, referenceTakes: takes)
                        ranks += Self.ranks(scores.pairs)
                        attempts.formUnion(judging)
                    }
                }
            }
            rows += Self.rows(ranks, takes: takes, attempts: attempts.count)
            nearer.append(
                (
                    Self.shareNearer(ranks.map(\.recorded)),
                    Self.shareNearer(ranks.compactMap(\.random))
                ))
        }
        self.rows = rows
        largest = rows.map(\.signs).max() ?? 0
        self.nearer = nearer.first ?? (0, 0)
    }

    /// One source for each gloss: outside the group if anybody there has the gloss.
    private static func chosen(
        _ corpus: GrowthCorpus, set: Int, of sets: Int, without group: Set<String>, draw: Int
    ) -> [String: GrowthCorpus.Source] {
        let order = [set] + (0..<sets).filter { $0 != set }
        let places = order.map { ($0, group) } + order.map { ($0, []) }
        return places.reduce(into: [:]) { chosen, place in
            let sources = corpus.sources(in: place.0, without: place.1, draw: draw, of: draws)
            chosen.merge(sources.compactMapValues(\.first)) { first, _ in first }
        }
    }

    /// The right sign's ranks of one attempt in one library.
    struct Ranks: Sendable {
        /// Among other people's recorded signs.
        let recorded: LibraryRank
        /// Among random signs, behind the recorded ones that are nearer; `nil` where the library has none.
        let random: LibraryRank?
    }

    /// The rank of the right sign for each attempt, among other people's signs; an equally near sign counts as
    /// nearer.
    static func ranks(_ pairs: [PairwiseScores.Pair]) -> [Ranks] {
        Dictionary(grouping: pairs.filter { !$0.isWithin }, by: \.attempt).sorted {
            $0.key.path < $1.key.path
        }.compactMap {
            _, pairs in
            guard let right = pairs.first(where: \.isSame) else { return nil }
            func nearer(_ pairs: [PairwiseScores.Pair]) -> Int {
                pairs.count { $0.distance <= right.distance }
            }
            let random = pairs.filter { $0.reference.signer == RandomSigns.signer }
            let others = pairs.filter { !$0.isSame && $0.reference.signer != RandomSigns.signer }
            let recorded = LibraryRank(nearer: nearer(others), others: others.count)
            return Ranks(
                recorded: recorded,
                random: random.isEmpty
                    ? nil
                    : LibraryRank(
                        nearer: nearer(random), others: random.count, ahead: recorded.nearer))
        }
    }

    /// The rows of all sizes up to the smallest library, which is the last row: of recorded signs, then of all
    /// of those and random ones.
    static func rows(_ ranks: [Ranks], takes: Int, attempts: Int) -> [Row] {
        guard let all = ranks.map({ $0.recorded.others + 1 }).min() else { return [] }
        let recorded = sizes.filter { $0 < all } + [all]
        let beside = ranks.compactMap(\.random)
        let most = all + (beside.map(\.others).min() ?? 0)
        return recorded.map { signs in
            let drawn = ranks.map { ($0.recorded, signs - 1) }
            return Row(signs: signs, random: 0, takes: takes, attempts: attempts, drawn)
        }
            + sizes.filter { all < $0 && $0 <= most }.map { signs in
                let drawn = ranks.compactMap { ranks in
                    ranks.random.map { random in
                        // Some attempts have more recorded signs than others.
                        let drawn = signs - 1 - ranks.recorded.others
                        return drawn < 0 ? (ranks.recorded, signs - 1) : (random, drawn)
                    }
                }
                return Row(signs: signs, random: signs - all, takes: takes, attempts: attempts, drawn)
            }
    }

    /// The mean share of nearer signs.
    private static func shareNearer(_ ranks: [LibraryRank]) -> Double {
        ranks.isEmpty ? 0 : ranks.reduce(0) { $0 + $1.shareNearer } / Double(ranks.count)
    }
}

extension GrowthBySigns.Row {
    /// The means over ranks, each with the number of signs that are drawn.
    fileprivate init(signs: Int, random: Int, takes: Int, attempts: Int, _ ranks: [(LibraryRank, drawn: Int)])
    {
        self.signs = signs
        self.random = random
        self.takes = takes
        self.attempts = attempts
        reciprocalRank =
            ranks.reduce(0) { $0 + $1.0.expectedReciprocal(drawn: $1.drawn) } / Double(ranks.count)
        first = ranks.reduce(0) { $0 + $1.0.expectedFirst(drawn: $1.drawn) } / Double(ranks.count)
    }
}
