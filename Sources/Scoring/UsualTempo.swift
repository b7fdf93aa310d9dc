/// The usual duration of a sign in its references.
struct UsualTempo: Sendable {
    /// The median duration of the takes, in seconds.
    let middle: Double

    /// - Parameter durations: of the takes, in seconds; at least one.
    init(durations: [Double]) {
        let sorted = durations.sorted()
        middle = sorted[sorted.count / 2]
    }

    /// The usual duration divided by an attempt's: above 1 the attempt is faster.
    func ratio(of duration: Double) -> Double { middle / duration }
}
