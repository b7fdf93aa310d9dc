/// Converts frame times under a key other than `t` to seconds.
///
/// Names such as `timestamp_ms` state the unit. The unit of `timestamp`, `time` and `ts` is found from the
/// median non-zero step between frames: a camera takes 1 to 240 frames a second, and no step fits a camera in
/// two of the units. Only the time since the first frame counts; the clock's own zero does not matter.
struct FrameClock: Sendable, Hashable {
    /// Seconds per count.
    let unit: Double
    /// The count at the first frame.
    let start: Double

    /// The unit that a key states.
    enum Stated: Sendable {
        case seconds(Double)
        case unsaid
    }

    /// The possible units of a clock, in seconds.
    private static let units = [1, 1e-3, 1e-6, 1e-9]
    /// The steps of a camera in seconds, with a margin for rounding: half a count of a millisecond clock.
    private static let steps = (1 / 240.0 - 0.000_5)...1.0

    /// The clock of `counts`, which never decrease; `nil` where the key states no unit and the counts do not
    /// determine it.
    init?(_ counts: [Double], unit: Stated) {
        // Larger counts have no precision left for a fraction of a second in any unit.
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
        // Division by 1000 is exact; 1/1000 is no float.
        let perSecond = (1 / unit).rounded()
        return counts.map { ($0 - start) / perSecond }
    }
}
