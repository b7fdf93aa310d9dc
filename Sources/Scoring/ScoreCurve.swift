import Foundation

/// From a distance in tolerances to the 0–100 that people read.
///
/// Up to one tolerance, which people who sign rightly differ by, it costs 2 points at most; half a tolerance beyond it halves the
/// score: (100 − 2·min(x, 1)²) / (1 + (max(0, x − 1) / 0.5)^1.5). That is 100 at 0 and nowhere else, 90 at 1.10, 70 at 1.27, 49 at
/// 1.5 and 26 at 2.
package enum ScoreCurve {
    /// The score from which on there is nothing to correct.
    package static let good = 90.0

    /// The score of a distance, two decimals.
    package static func score(_ tolerances: Double) -> Double {
        guard tolerances > 0 else { return 100 }
        let within = 100 - FormConstants.withinTolerance * pow(min(tolerances, 1), 2)
        let beyond = pow(max(tolerances - 1, 0) / FormConstants.halving, FormConstants.fall)
        // Only identical recordings are perfect.
        return min((within / (1 + beyond) * 100).rounded() / 100, 99.99)
    }

    /// The distance in tolerances at which the score is `score`, below that of one tolerance.
    private static func tolerances(at score: Double) -> Double {
        let beyond = (100 - FormConstants.withinTolerance) / score - 1
        return 1 + FormConstants.halving * pow(beyond, 1 / FormConstants.fall)
    }

    /// The distance from which on something is corrected: where the score falls below ``good``.
    static let correctable = tolerances(at: good)
    /// The distance at which an attempt just passes, where 70 passes: what a distance over a sign's threshold is multiplied by to
    /// be read on this curve.
    package static let passing = tolerances(at: 70)
}
