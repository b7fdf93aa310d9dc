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
        var signs = 0
        var channels = [Channel: (sum: Double, signs: Int)]()
        for sign in cohort {
            let comparisons = sign.compactMap { try? SignComparison($0, with: takes, tempo: nil) }
            guard !comparisons.isEmpty else { continue }
            signs += 1
            total += mean(comparisons.map(\.nearest.distance))
            for channel in Channel.allCases {
                let seen = comparisons.compactMap { $0.channels[channel] }
                guard !seen.isEmpty else { continue }
                let before = channels[channel] ?? (0, 0)
                channels[channel] = (before.sum + mean(seen), before.signs + 1)
            }
        }
        func shrunk(_ sum: Double, over signs: Int, toward typical: Double) -> Double {
            (sum + ScoringConstants.priorSigns * typical) / (Double(signs) + ScoringConstants.priorSigns)
        }
        return SignCalibration(
            takes: takes.count, cohortSigns: signs,
            distance: shrunk(total, over: signs, toward: ScoringConstants.typicalDistance),
            channels: [String: Double](
                uniqueKeysWithValues: Channel.allCases.map { channel in
                    let (sum, signs) = channels[channel] ?? (0, 0)
                    return (
                        channel.rawValue,
                        shrunk(sum, over: signs, toward: ScoringConstants.typicalDistance(channel))
                    )
                }))
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

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
