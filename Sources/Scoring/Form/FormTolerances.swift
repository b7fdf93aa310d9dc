import Foundation
import SigningSpace

/// The tolerances of a sign in each measure: the differences between people who sign rightly, learned from
/// takes, times a factor measured from the sign's own takes.
///
/// A sign with uniform takes is judged more strictly than a sign with varied takes. d are the n distances
/// between its takes, each measured as an attempt is and divided by the learned tolerance; ρ is
/// ``FormConstants/spreadScale``. The factor is √((n₀ + w·Σ(ρ·d)²) / (n₀ + w·n)), as for a variance drawn
/// toward a prior of n₀ observations (a scaled inverse chi-squared prior; Gelman et al. 2013, "Bayesian Data
/// Analysis", 2.6). The weight w is the square of the number of signers, since a distance between signers is
/// stronger evidence.
package struct FormTolerances: Sendable, Hashable {
    /// The factors of the learned tolerances, by ``HandMeasure/name``; 1 where missing.
    let factors: [String: Double]
    /// The number of takes of the sign.
    let takes: Int

    package init(factors: [String: Double], takes: Int) { (self.factors, self.takes) = (factors, takes) }

    /// The largest number of takes that are measured against each other, one alignment per pair.
    private static let mostTakes = 16

    /// Measures a sign's takes against each other; with several signers, each take against those of the
    /// others. O(takes²) alignments of at most 16 takes.
    static func measured(_ takes: [PreparedTake]) -> [String: Double] {
        let chosen = spread(takes)
        let motions = chosen.map(\.motion)
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

    /// The learned tolerance of a measure, in its unit.
    private static func learned(_ part: HandMeasure) -> Double {
        LearnedConstants.formTolerance(part.measure) * (part.role == .other ? FormConstants.otherHand : 1)
    }

    /// At most ``mostTakes`` takes, evenly spread.
    private static func spread(_ takes: [PreparedTake]) -> [PreparedTake] {
        guard takes.count > mostTakes else { return takes }
        return (0..<mostTakes).map { takes[$0 * takes.count / mostTakes] }
    }
}
