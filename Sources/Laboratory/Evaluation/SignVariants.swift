import Signify

/// Where one gloss hides two signs: two signers who make it in such different ways that the one's reference is no nearer to
/// the other's attempts than references of other signs are.
///
/// Their pairs say nothing of where accepting and rejecting err, so thresholds leave them out of account; the four
/// figures of the judge do not.
package struct SignVariants: Sendable {
    /// A gloss and two signers of it.
    package struct Variant: Hashable, Sendable {
        /// The gloss.
        package let sign: String
        /// The two, in order.
        package let signers: [String]
    }

    /// The share of the other signer's wrong references, averaged over the attempts of both, that are farther than the
    /// right one: 1 where every attempt finds it, a half where it is as good as chance.
    package let evidence: [Variant: Double]

    /// Below this share two signers are taken to make different signs.
    static let limit = 0.75

    /// What the pairs of a set say. O(pairs · log).
    package init(_ pairs: [PairwiseScores.Pair]) {
        struct Meeting: Hashable {
            let attempt: TakeFolder.Take
            let signer: String
        }
        let across = Dictionary(grouping: pairs.filter { !$0.isWithin }) {
            Meeting(attempt: $0.attempt, signer: $0.reference.signer)
        }
        var shares: [Variant: [Double]] = [:]
        for (meeting, pairs) in across {
            guard let right = pairs.first(where: \.isSame) else { continue }
            let wrong = pairs.filter { !$0.isSame }
            guard !wrong.isEmpty else { continue }
            let variant = Variant(
                sign: right.attempt.sign, signers: [meeting.attempt.signer, meeting.signer].sorted())
            let farther = wrong.count { $0.distance > right.distance }
            shares[variant, default: []].append(Double(farther) / Double(wrong.count))
        }
        evidence = shares.mapValues { $0.sorted().reduce(0, +) / Double($0.count) }
    }

    /// Those that the evidence speaks for, by gloss and signers.
    package var variants: [Variant] {
        evidence.filter { $0.value < Self.limit }.keys
            .sorted { ($0.sign, $0.signers.joined()) < ($1.sign, $1.signers.joined()) }
    }

    /// Whether a pair is of one sign in name only.
    func hides(_ pair: PairwiseScores.Pair) -> Bool {
        guard pair.isSame, !pair.isWithin else { return false }
        let variant = Variant(
            sign: pair.attempt.sign, signers: [pair.attempt.signer, pair.reference.signer].sorted())
        return evidence[variant].map { $0 < Self.limit } ?? false
    }
}
