import Signify

/// Error rates over several sets of pairs. Each set, and each kind of reference in it, has equal weight, whatever its
/// number of pairs.
package struct BalancedErrors: Sendable {
    /// Whose takes the references are.
    package enum References: Sendable, CaseIterable {
        /// The attempt's signer's.
        case own
        /// Another signer's.
        case strangers
    }

    private let sides: [(right: [Double], wrong: [Double])]

    /// Pairs across signers count for signs that several signers recorded; pairs that ``SignVariants`` finds
    /// to share only a gloss are left out.
    package init(_ sets: [PairwiseScores], beside references: [References] = References.allCases) {
        sides = sets.flatMap { set in
            let shared = JudgeFigures.sharedSigns(set.pairs)
            let variants = SignVariants(set.pairs)
            return references.map { references in
                let pairs = set.pairs.filter { pair in
                    pair.isWithin == (references == .own) && !variants.hides(pair)
                        && (pair.isWithin
                            || shared.contains(pair.attempt.sign) && shared.contains(pair.reference.sign))
                }
                return (pairs.filter(\.isSame).map(\.distance), pairs.filter { !$0.isSame }.map(\.distance))
            }
        }
        .filter { !$0.0.isEmpty && !$0.1.isEmpty }
    }

    /// The rates, 0–1, at a distance.
    package func rates(at distance: Double) -> (falseRejects: Double, falseAccepts: Double) {
        let points = sides.map { OperatingPoint(at: distance, right: $0.right, wrong: $0.wrong) }
        let count = Double(max(points.count, 1))
        return (
            points.reduce(0) { $0 + $1.falseRejects } / count,
            points.reduce(0) { $0 + $1.falseAccepts } / count
        )
    }

    /// The equal error rate: the distance at which both rates are equal, by bisection to a thousandth, and
    /// the rates there.
    package var equalError: OperatingPoint {
        var (low, high) = (0.0, 10.0)
        while high - low > 0.001 {
            let middle = (low + high) / 2
            let rates = rates(at: middle)
            if rates.falseRejects > rates.falseAccepts { low = middle } else { high = middle }
        }
        let rates = rates(at: high)
        return OperatingPoint(
            distance: high, falseRejects: rates.falseRejects, falseAccepts: rates.falseAccepts)
    }
}
