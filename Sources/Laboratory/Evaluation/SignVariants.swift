import Scoring
import Signify

/// Glosses that stand for two signs: two signers make the sign so differently that one's reference is no
/// nearer to the other's attempts than references of other signs.
///
/// Their pairs are no evidence of error rates, so thresholds leave them out; the four figures of the judge
/// include them. A folder that states which signers agree is believed: see ``TakeFolder/Take/agrees``.
package struct SignVariants: Sendable {
    /// A gloss and two signers of it.
    package struct Variant: Hashable, Sendable {
        /// The gloss.
        package let sign: String
        /// The two signers, in order.
        package let signers: [String]
    }

    /// The share, 0–1, of the other signer's wrong references that are farther than the right one, averaged
    /// over the attempts of both: 1 if every attempt finds the right one, a half by chance.
    package let evidence: [Variant: Double]

    /// Below this share, two signers make different signs.
    static let limit = StrangerThreshold.variantShare

    /// Collects the evidence of a set's pairs. O(pairs · log).
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

    /// The variants with evidence below the limit, in order of gloss and signers.
    package var variants: [Variant] {
        evidence.filter { $0.value < Self.limit }.keys
            .sorted { ($0.sign, $0.signers.joined()) < ($1.sign, $1.signers.joined()) }
    }

    /// Whether the takes of a pair share only the gloss.
    func hides(_ pair: PairwiseScores.Pair) -> Bool {
        guard pair.isSame, !pair.isWithin else { return false }
        if let agrees = pair.signersAgree { return !agrees }
        return hides(pair.attempt.sign, by: [pair.attempt.signer, pair.reference.signer])
    }

    /// Whether two signers' takes share only the gloss, by the evidence of scores alone.
    func hides(_ sign: String, by signers: [String]) -> Bool {
        evidence[Variant(sign: sign, signers: signers.sorted())].map { $0 < Self.limit } ?? false
    }
}
