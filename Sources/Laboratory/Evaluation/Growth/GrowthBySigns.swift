import Signify

/// How the rank of the right sign falls with the number of signs in the library.
///
/// A library has each gloss of all sets once, by one signer: of the attempt's set where the set has the gloss,
/// since labels agree within a set only. Only other people's takes are in the library of an attempt, so its
/// size lacks the glosses that nobody else recorded.
package struct GrowthBySigns: Sendable {
    package struct Row: Sendable, Hashable {
        /// The number of signs in the library.
        package let signs: Int
        /// The most takes of each sign.
        package let takes: Int
        /// The number of attempts; each is compared with ``draws`` libraries.
        package let attempts: Int
        /// The mean of 1 / rank of the right sign, 0–1.
        package let reciprocalRank: Double
        /// The share, 0–1, of attempts whose nearest sign is the right one.
        package let first: Double
    }

    /// The sizes of the libraries, as far as there are as many signs.
    static let sizes = [50, 100, 200, 500, 1000]
    /// The takes of each sign.
    static let takes = [1, 4]
    /// The number of libraries per attempt, whose signers are other ones as far as there are enough.
    static let draws = 3

    package let rows: [Row]
    /// The number of glosses in the smallest library.
    package let largest: Int

    /// Compares the attempts of every set. O(draws · signs) alignments per attempt.
    ///
    /// - Parameters:
    ///   - sets: the number of sets.
    ///   - judged: the takes as a group of signers is judged.
    init(
        _ corpus: GrowthCorpus, sets: Int,
        judged: (RecordedTakes, Set<String>) throws(AnalysisFailure) -> RecordedTakes
    ) throws(AnalysisFailure) {
        var rows: [Row] = []
        var largest = Int.max
        for takes in Self.takes {
            var ranks: [LibraryRank] = []
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
                        let library = corpus.library(chosen.values, attempts: judging)
                        let scores = try PairwiseScores(
                            judged(library, group), attemptsBy: group, referenceTakes: takes)
                        let found = Self.ranks(scores.pairs)
                        largest = min(largest, found.map { $0.others + 1 }.min() ?? largest)
                        ranks += found
                        attempts.formUnion(judging)
                    }
                }
            }
            rows += Self.rows(ranks, takes: takes, attempts: attempts.count)
        }
        self.rows = rows
        self.largest = rows.isEmpty ? 0 : largest
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

    /// The rank of the right sign for each attempt, among other people's signs; an equally near sign counts as
    /// nearer.
    static func ranks(_ pairs: [PairwiseScores.Pair]) -> [LibraryRank] {
        Dictionary(grouping: pairs.filter { !$0.isWithin }, by: \.attempt).sorted {
            $0.key.path < $1.key.path
        }.compactMap {
            _, pairs in
            guard let right = pairs.first(where: \.isSame) else { return nil }
            let others = pairs.filter { !$0.isSame }
            return LibraryRank(
                nearer: others.count { $0.distance <= right.distance }, others: others.count)
        }
    }

    /// The rows of all sizes up to the smallest library, which is the last row.
    static func rows(_ ranks: [LibraryRank], takes: Int, attempts: Int) -> [Row] {
        guard let largest = ranks.map({ $0.others + 1 }).min() else { return [] }
        return (sizes.filter { $0 < largest } + [largest]).map { size in
            func mean(_ value: (LibraryRank) -> Double) -> Double {
                ranks.reduce(0) { $0 + value($1) } / Double(ranks.count)
            }
            return Row(
                signs: size, takes: takes, attempts: attempts,
                reciprocalRank: mean { $0.expectedReciprocal(drawn: size - 1) },
                first: mean { $0.expectedFirst(drawn: size - 1) })
        }
    }
}
