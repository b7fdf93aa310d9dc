import Signify

/// How errors fall with the number of people whose takes are the references of a sign.
///
/// The attempts are by people of whom the library has no take. The library has every gloss of the set, by up
/// to the given number of signers. Only signs are judged that have ``most`` signers outside the attempt's
/// ``SignerGroups``, so each row has the same attempts.
package struct GrowthBySigners: Sendable {
    package struct Row: Sendable, Hashable {
        /// The name of the set.
        package let set: String
        /// The number of signers of each judged sign.
        package let signers: Int
        /// The number of judged signs.
        package let signs: Int
        /// The number of judged attempts; each is compared with ``draws`` libraries.
        package let attempts: Int
        /// The share, 0–1, of right attempts beyond the threshold.
        package let refused: Double
        /// The share, 0–1, of attempts at one judged sign that are within the threshold of another.
        package let accepted: Double
        /// The share, 0–1, of attempts whose nearest sign of the whole library is the right one.
        package let first: Double
    }

    /// The numbers of signers.
    static let signers = [1, 2, 4, 8]
    /// Signs with fewer other signers are not judged.
    static let most = 8
    /// The number of libraries per attempt, whose signers are other ones as far as there are enough.
    static let draws = 3

    package let rows: [Row]

    /// Compares the attempts of every set with enough signers. O(signers · draws) times the alignments of a
    /// set with itself.
    ///
    /// - Parameters:
    ///   - names: of the sets.
    ///   - judged: the takes as a group of signers is judged.
    init(
        _ corpus: GrowthCorpus, names: [String],
        judged: (RecordedTakes, Set<String>) throws(AnalysisFailure) -> RecordedTakes
    ) throws(AnalysisFailure) {
        var rows: [Row] = []
        for (set, name) in names.enumerated() {
            for count in Self.signers {
                var tally = Tally()
                let people = corpus.sources.filter { $0.set == set }.map(\.signer)
                for group in SignerGroups.of(people) {
                    for draw in 0..<Self.draws {
                        let sources = corpus.sources(in: set, without: group, draw: draw, of: Self.draws)
                        let signs = Set(sources.filter { $0.value.count >= Self.most }.keys)
                        let attempts = Set(
                            corpus.takes.takes.map(\.source).filter { take in
                                !take.isReference && group.contains(take.signer) && signs.contains(take.sign)
                                    && sources[take.sign, default: []].prefix(count)
                                        .contains { corpus.isSameSign(take, $0) }
                            })
                        guard !attempts.isEmpty else { continue }
                        let library = corpus.library(
                            sources.values.flatMap { $0.prefix(count) }, attempts: attempts)
                        let scores = try PairwiseScores(
                            againstAllOthers: judged(library, group), attemptsBy: group)
                        tally.add(scores.pairs, judging: signs)
                    }
                }
                if let row = tally.row(set: name, signers: count) { rows.append(row) }
            }
        }
        self.rows = rows
    }

    /// The comparisons with a number of signers.
    struct Tally: Sendable {
        private var right: [Double] = []
        private var wrong: [Double] = []
        private var attempts: Set<TakeFolder.Take> = []
        private var signs: Set<String> = []
        private var firsts = 0

        /// Adds the comparisons with one library.
        ///
        /// - Parameter signs: the judged signs.
        mutating func add(_ pairs: [PairwiseScores.Pair], judging signs: Set<String>) {
            for (attempt, pairs) in Dictionary(grouping: pairs, by: \.attempt) {
                guard let own = pairs.first(where: \.isSame) else { continue }
                attempts.insert(attempt)
                self.signs.insert(attempt.sign)
                right.append(own.distance)
                wrong += pairs.filter { !$0.isSame && signs.contains($0.reference.sign) }.map(\.distance)
                if !pairs.contains(where: { !$0.isSame && $0.distance <= own.distance }) { firsts += 1 }
            }
        }

        /// `nil` without an attempt.
        func row(set: String, signers: Int) -> Row? {
            guard !right.isEmpty else { return nil }
            let point = OperatingPoint(at: 1, right: right, wrong: wrong)
            return Row(
                set: set, signers: signers, signs: signs.count, attempts: attempts.count,
                refused: point.falseRejects, accepted: point.falseAccepts,
                first: Double(firsts) / Double(right.count))
        }
    }
}
