import SigningSpace

/// How distances to one sign read as scores: what is a typical distance to *another* sign, measured when the sign is
/// enrolled and frozen with it, so that a score does not change with what else is in the library later.
///
/// A cohort is what speaker verification calls the other speakers that a score is normalised against (Auckenthaler et
/// al. 2000, "Score normalization for text-independent speaker verification systems"). Each cohort take is
/// measured as an attempt is, by the nearest of the sign's takes, so that scores compare between signs with one take
/// and with many.
public struct SignCalibration: Sendable, Hashable, Codable {
    /// The takes that it was measured with.
    public var takes: Int
    /// The other signs that it was measured against; 0 for none.
    public var cohortSigns: Int
    /// The typical distance of another sign.
    public var distance: Double
    /// The same for each channel, by ``Channel`` raw value.
    public var channels: [String: Double]

    enum CodingKeys: String, CodingKey {
        case takes
        case cohortSigns = "cohort_signs"
        case distance, channels
    }

    /// What is typical over many signs, for a sign that was not measured.
    public static let uncalibrated = SignCalibration(
        takes: 0, cohortSigns: 0, distance: ScoringConstants.typicalDistance,
        channels: [String: Double](
            uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, ScoringConstants.typicalDistance($0)) }
        ))

    /// Measures a sign's takes against takes of other signs. What few signs say is drawn toward what is typical over
    /// many: n signs weigh n against 5. Takes that do not align are passed over. O(cohort takes · takes) alignments.
    ///
    /// - Parameter cohort: takes of the other signs, one array a sign.
    public static func measured(takes: [PreparedTake], cohort: [[PreparedTake]]) -> SignCalibration {
        var total = 0.0
        var channels = [Channel: Double]()
        var signs = 0
        for sign in cohort {
            let nearest = sign.compactMap { other in
                takes.compactMap { try? TakeComparison(other, with: $0, tempo: nil) }.min {
                    $0.distance < $1.distance
                }
            }
            guard !nearest.isEmpty else { continue }
            signs += 1
            let count = Double(nearest.count)
            total += nearest.reduce(0) { $0 + $1.distance } / count
            for channel in Channel.allCases {
                channels[channel, default: 0] +=
                    nearest.reduce(0) { $0 + ($1.channels[channel] ?? 0) } / count
            }
        }
        let weight = Double(signs) + ScoringConstants.priorSigns
        func shrunk(_ sum: Double, toward typical: Double) -> Double {
            (sum + ScoringConstants.priorSigns * typical) / weight
        }
        return SignCalibration(
            takes: takes.count, cohortSigns: signs,
            distance: shrunk(total, toward: ScoringConstants.typicalDistance),
            channels: [String: Double](
                uniqueKeysWithValues: Channel.allCases.map {
                    ($0.rawValue, shrunk(channels[$0] ?? 0, toward: ScoringConstants.typicalDistance($0)))
                }))
    }

    /// A distance over the sign's threshold: 0 for identical, 1 where an attempt just passes.
    func relative(_ distance: Double) -> Double {
        distance / (ScoringConstants.threshold * self.distance)
    }

    /// The same for one channel.
    func relative(_ distance: Double, in channel: Channel) -> Double {
        let typical = channels[channel.rawValue] ?? ScoringConstants.typicalDistance(channel)
        return distance / (ScoringConstants.threshold(channel) * typical)
    }
}
