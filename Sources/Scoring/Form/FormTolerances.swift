import Foundation
import SigningSpace

/// How far an attempt may be from a sign's takes in each measure: what people who make a sign rightly differ by, which was
/// learned from takes, times what the sign's own takes say of that.
///
/// A sign whose takes are alike is judged more strictly than one whose takes differ. With d the distances between its takes, each
/// measured as an attempt is and counted in learned tolerances, its own tolerance is √((n₀ + w·Σ(ρ·d)²) / (n₀ + w·n)) of the
/// learned one, as a variance drawn toward a prior of n₀ observations (a scaled inverse chi-squared prior; Gelman et al. 2013,
/// "Bayesian Data Analysis", 2.6): a take beside other signers' says more, and w is the number of signers.
package struct FormTolerances: Sendable, Hashable {
    /// By ``HandMeasure/name``: what the sign's own tolerance is over the learned one.
    let factors: [String: Double]
    /// Takes of the sign.
    let takes: Int

    /// What holds for a sign of which nothing was measured.
    package init(factors: [String: Double], takes: Int) { (self.factors, self.takes) = (factors, takes) }

    /// Takes of a sign that are measured against each other: as many alignments as there are pairs of them.
    private static let mostTakes = 16

    /// Measures a sign's takes against each other, each beside those of other signers where there are any. O(takes²) alignments,
    /// of at most 16 takes.
    static func measured(_ takes: [PreparedTake]) -> [String: Double] {
        let chosen = spread(takes)
        let motions = chosen.map { SignMotion($0.clip) }
        let signers = Set(chosen.map(\.signer)).count
        var squares: [String: (sum: Double, count: Double)] = [:]
        for (place, take) in chosen.enumerated() {
            let others = chosen.indices.filter {
                $0 != place && (signers == 1 || chosen[$0].signer != take.signer)
            }
            guard !others.isEmpty else { continue }
            let comparison = FormComparison(motions[place], with: others.map { motions[$0] })
            for part in HandMeasure.all {
                guard let distance = comparison.distance(part) else { continue }
                let relative = min(Double(distance.size) / learned(part), FormConstants.largestSpread)
                let before = squares[part.name] ?? (0, 0)
                let scaled = FormConstants.spreadScale * relative
                squares[part.name] = (before.sum + scaled * scaled, before.count + 1)
            }
        }
        let weight = Double(signers * signers)
        var factors: [String: Double] = [:]
        for part in HandMeasure.all {
            guard let squares = squares[part.name] else { continue }
            let variance =
                (FormConstants.priorTakes + weight * squares.sum)
                / (FormConstants.priorTakes + weight * squares.count)
            let narrowest = FormConstants.narrowest(part.measure, signers: signers)
            let factor = min(max(variance.squareRoot(), narrowest), FormConstants.widest)
            factors[part.name] = (factor * 1e4).rounded() / 1e4
        }
        return factors
    }

    /// The tolerance of a measure, in its unit.
    func callAsFunction(_ part: HandMeasure) -> Float {
        let few = takes < FormConstants.fewTakes.count ? FormConstants.fewTakes[max(takes, 0)] : 1
        return Float(Self.learned(part) * few * (factors[part.name] ?? 1))
    }

    /// What was learned for a measure.
    private static func learned(_ part: HandMeasure) -> Double {
        LearnedConstants.formTolerance(part.measure) * (part.role == .other ? FormConstants.otherHand : 1)
    }

    /// At most ``mostTakes`` takes, evenly over what there is.
    private static func spread(_ takes: [PreparedTake]) -> [PreparedTake] {
        guard takes.count > mostTakes else { return takes }
        return (0..<mostTakes).map { takes[$0 * takes.count / mostTakes] }
    }
}
