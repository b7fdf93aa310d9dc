/// Makes seconds of what frames say of the time under a key of one's own.
///
/// The unit of `timestamp_ms` and its like is in the name. That of `timestamp`, `time` and `ts` is told from the median
/// step between frames, of those that are not 0: a camera takes 1 to 240 frames a second, and no step is one of a camera
/// in two of the units. Only the time since the first frame counts: a clock's own zero is no matter.
struct FrameClock: Sendable, Hashable {
    /// Seconds a count.
    let unit: Double
    /// What the clock says at the first frame.
    let start: Double

    /// What a key says of its unit.
    enum Stated: Sendable {
        case seconds(Double)
        /// Nothing.
        case unsaid
    }

    /// The units that a clock may have, in seconds.
    private static let units = [1, 1e-3, 1e-6, 1e-9]
    /// The steps of a camera in seconds, and a little of a clock's rounding: a half count of a millisecond.
    private static let steps = (1 / 240.0 - 0.000_5)...1.0

    /// The clock of `counts`, which never decrease; `nil` where its unit is not said, and not to be told from them.
    init?(_ counts: [Double], unit: Stated) {
        // Beyond that a count has no place for a fraction of a second, whatever it counts.
        guard let first = counts.first, counts.allSatisfy({ abs($0) <= 1e19 }) else { return nil }
        start = first
        switch unit {
        case .seconds(let seconds): self.unit = seconds
        case .unsaid:
            var steps = zip(counts.dropFirst(), counts).map { $0 - $1 }.filter { $0 > 0 }
            guard !steps.isEmpty else { return nil }
            steps.sort()
            let median = steps[steps.count / 2]
            guard let found = Self.units.first(where: { Self.steps.contains(median * $0) }) else {
                return nil
            }
            self.unit = found
        }
    }

    /// Seconds since the first frame.
    func seconds(_ counts: [Double]) -> [Double] {
        // Divided where that is exact: 1/1000 is no float.
        let perSecond = (1 / unit).rounded()
        return counts.map { ($0 - start) / perSecond }
    }
}
