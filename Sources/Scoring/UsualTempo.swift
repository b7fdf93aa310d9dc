/// How long a sign takes in its references.
struct UsualTempo: Sendable {
    /// Seconds of the middle take.
    let middle: Double

    /// The tempo of takes of these durations, in seconds.
    ///
    /// - Precondition: there is one.
    init(durations: [Double]) {
        let sorted = durations.sorted()
        middle = sorted[sorted.count / 2]
    }

    /// The usual duration over an attempt's: above 1, the attempt is faster.
    func ratio(of duration: Double) -> Double { middle / duration }
}
