import Foundation

/// How long a sign takes in its references.
struct UsualTempo: Sendable {
    /// Seconds: of the fastest take, the middle one and the slowest.
    let fastest, middle, slowest: Double

    /// The tempo of takes of these durations, in seconds.
    ///
    /// - Precondition: there is one.
    init(durations: [Double]) {
        let sorted = durations.sorted()
        fastest = sorted[0]
        middle = sorted[sorted.count / 2]
        slowest = sorted[sorted.count - 1]
    }

    /// The usual duration over an attempt's: above 1, the attempt is faster.
    func ratio(of duration: Double) -> Double { middle / duration }

    /// How far, in e-folds, an attempt is beyond what is a matter of style; 0 within it.
    func excess(of duration: Double) -> Double {
        let free = ScoringConstants.freeTempo
        return max(log(fastest / free / duration), log(duration / (slowest * free)), 0)
    }
}
