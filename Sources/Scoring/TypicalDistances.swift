import SigningSpace

/// The typical distances of other signs to one: see ``SignCalibration/measured(takes:cohort:)``.
struct TypicalDistances: Sendable {
    /// The number of other signs.
    let signs: Int
    /// As ``SignCalibration/distance``, ``SignCalibration/aligned`` and ``SignCalibration/channels``.
    let distance: Double
    let aligned: Double
    let channels: [String: Double]

    /// ``distance`` alone. One alignment for each take that can be the nearest to a cohort take.
    static func distance(of takes: [ComparedTake], to cohort: [[ComparedTake]]) -> Double {
        var total = 0.0
        var signs = 0
        for sign in cohort {
            let distances = sign.compactMap { other in
                let bounds = takes.map { other.leastDistance(to: $0) }
                return (try? NearestTake(to: other, among: takes, bounds: bounds))?.distance
            }
            guard !distances.isEmpty else { continue }
            signs += 1
            total += SignCalibration.mean(distances)
        }
        return SignCalibration.shrunk(
            total / Double(max(signs, 1)), over: signs, toward: LearnedConstants.typicalDistance)
    }

    /// O(cohort takes · takes) alignments.
    init(of takes: [ComparedTake], to cohort: [[ComparedTake]]) {
        typealias Calibration = SignCalibration
        var total = 0.0
        var aligned = 0.0
        var signs = 0
        var channels = [Channel: (sum: Double, signs: Int)]()
        for sign in cohort {
            let comparisons = sign.compactMap { try? SignComparison($0, with: takes) }
            guard !comparisons.isEmpty else { continue }
            signs += 1
            total += Calibration.mean(comparisons.map(\.nearest.distance))
            aligned += Calibration.mean(comparisons.map(\.nearest.aligned))
            for channel in Channel.allCases {
                let seen = comparisons.compactMap { $0.channels[channel] }
                guard !seen.isEmpty else { continue }
                let before = channels[channel] ?? (0, 0)
                channels[channel] = (before.sum + Calibration.mean(seen), before.signs + 1)
            }
        }
        let count = Double(max(signs, 1))
        self.signs = signs
        distance = Calibration.shrunk(
            total / count, over: signs, toward: LearnedConstants.typicalDistance)
        self.aligned = Calibration.shrunk(
            aligned / count, over: signs, toward: LearnedConstants.typicalAlignedDistance)
        self.channels = [String: Double](
            uniqueKeysWithValues: Channel.allCases.map { channel in
                let (sum, signs) = channels[channel] ?? (0, 0)
                return (
                    channel.rawValue,
                    Calibration.shrunk(
                        sum / Double(max(signs, 1)), over: signs,
                        toward: LearnedConstants.typicalDistance(channel))
                )
            })
    }
}
