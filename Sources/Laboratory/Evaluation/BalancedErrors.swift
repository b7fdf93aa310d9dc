import Signify

/// Error rates over several sets of pairs, each set's own and other signers' references weighing alike, however many
/// pairs they hold.
package struct BalancedErrors: Sendable {
    private let sides: [(right: [Double], wrong: [Double])]

    /// Of some sets, over the signs that several signers recorded where those differ, and without what ``SignVariants``
    /// finds to be of one sign in name only.
    package init(_ sets: [PairwiseScores]) {
        sides = sets.flatMap { set in
            let shared = JudgeFigures.sharedSigns(set.pairs)
            let variants = SignVariants(set.pairs)
            return [true, false].map { isWithin in
                let pairs = set.pairs.filter { pair in
                    pair.isWithin == isWithin && !variants.hides(pair)
                        && (isWithin
                            || shared.contains(pair.attempt.sign) && shared.contains(pair.reference.sign))
                }
                return (pairs.filter(\.isSame).map(\.distance), pairs.filter { !$0.isSame }.map(\.distance))
            }
        }
        .filter { !$0.0.isEmpty && !$0.1.isEmpty }
    }

    package func rates(at distance: Double) -> (falseRejects: Double, falseAccepts: Double) {
        let points = sides.map { OperatingPoint(at: distance, right: $0.right, wrong: $0.wrong) }
        let count = Double(max(points.count, 1))
        return (
            points.reduce(0) { $0 + $1.falseRejects } / count,
            points.reduce(0) { $0 + $1.falseAccepts } / count
        )
    }

    /// The distance at which both rates agree, by bisection to a thousandth, and the rates there.
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
