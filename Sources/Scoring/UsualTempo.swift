import Foundation

/// How long a sign takes in its references.
struct UsualTempo: Sendable {
    /// Seconds of the middle take.
    let middle: Double
    /// Seconds below and above which an attempt is too fast or too slow.
    private let shortest, longest: Double

    /// The tempo of takes of these durations, in seconds.
    ///
    /// - Precondition: there is one.
    init(durations: [Double]) {
        let sorted = durations.sorted()
        let (fastest, slowest) = (sorted[0], sorted[sorted.count - 1])
        middle = sorted[sorted.count / 2]
        let free = ScoringConstants.freeTempo
        // One hurried take does not make hurry usual: the bound lies halfway to the middle take. But every take is
        // within it.
        shortest = min((fastest * middle).squareRoot() / free, fastest)
        longest = max((slowest * middle).squareRoot() * free, slowest)
    }

    /// The usual duration over an attempt's: above 1, the attempt is faster.
    func ratio(of duration: Double) -> Double { middle / duration }

    /// How far, in e-folds, an attempt is beyond what is a matter of style; 0 within it.
    func excess(of duration: Double) -> Double {
        max(log(shortest / duration), log(duration / longest), 0)
    }
}
