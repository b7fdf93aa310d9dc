import Foundation

/// From a distance over its threshold to the 0–100 that people read.
enum ScoreCurve {
    /// 100 / (1 + (3/7) · xᵖ), two decimals: 100 at 0 and nowhere else, 70 at 1, falling to 0; p is
    /// ``ScoringConstants/steepness``.
    static func score(_ relative: Double) -> Double {
        guard relative > 0 else { return 100 }
        let score = 100 / (1 + 3.0 / 7 * pow(relative, ScoringConstants.steepness))
        // Only identical recordings are perfect.
        return min((score * 100).rounded() / 100, 99.99)
    }
}
