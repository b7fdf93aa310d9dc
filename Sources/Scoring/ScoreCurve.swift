import Foundation

/// Maps a distance in tolerances to a score of 0–100.
///
/// Up to one tolerance, the usual difference between people who sign rightly, the cost is at most 2 points.
/// Half a tolerance beyond it halves the score: (100 − 2·min(x, 1)²) / (1 + (max(0, x − 1) / 0.5)^1.5). The
/// score is 100 at 0 only, 90 at 1.10, 70 at 1.27, 49 at 1.5 and 26 at 2.
package enum ScoreCurve {
    /// The least score without a correction.
    package static let good = 90.0

    /// The score of a distance, two decimals.
    package static func score(_ tolerances: Double) -> Double {
        guard tolerances > 0 else { return 100 }
        let within = 100 - FormConstants.withinTolerance * pow(min(tolerances, 1), 2)
        let beyond = pow(max(tolerances - 1, 0) / FormConstants.halving, FormConstants.fall)
        // Only identical recordings are perfect.
        return min((within / (1 + beyond) * 100).rounded() / 100, 99.99)
    }

    /// The distance in tolerances of a score; `score` is below the score of one tolerance.
    private static func tolerances(at score: Double) -> Double {
        let beyond = (100 - FormConstants.withinTolerance) / score - 1
        return 1 + FormConstants.halving * pow(beyond, 1 / FormConstants.fall)
    }

    /// The least distance that is corrected: the score falls below ``good`` there.
    static let correctable = tolerances(at: good)
    /// The distance with a score of 70. A distance over a sign's threshold is multiplied by it to be placed
    /// on this curve.
    package static let passing = tolerances(at: 70)
}
