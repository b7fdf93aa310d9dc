import Foundation
import SigningSpace

/// How distances to one sign read as scores: what is a typical distance to *another* sign, measured when the sign is
/// enrolled and frozen with it, so that a score does not change with what else is in the library later.
///
/// A cohort is what speaker verification calls the other speakers that a score is normalised against (Auckenthaler et
/// al. 2000, "Score normalization for text-independent speaker verification systems"). Each cohort take is
/// measured as an attempt is, by the nearest of the sign's takes, so that scores compare between signs with one take
/// and with many.
public struct SignCalibration: Sendable, Hashable, Codable {
    /// A sign of the cohort that attempts are compared with: see ``Cohort``.
    public struct CohortSign: Sendable, Hashable, Codable {
        /// The gloss.
        public var sign: String
        /// Identifiers of the takes, as their keeper names them.
        public var takes: [String]
        /// As ``Cohort/Member/distance``.
        public var distance: Double

        /// A cohort sign of the given parts.
        public init(sign: String, takes: [String], distance: Double) {
            self.sign = sign
            self.takes = takes
            self.distance = distance
        }
    }

    /// The takes that it was measured with.
    public var takes: Int
    /// The other signs that it was measured against; 0 for none.
    public var cohortSigns: Int
    /// The typical distance of another sign.
    public var distance: Double
    /// The same for each channel, by ``Channel`` raw value.
    public var channels: [String: Double]
    /// What the sign's tolerances of form are of the learned ones, by hand and measure as "dominant.place"; 1 where it is not
    /// said. See `FormTolerances`.
    public var form: [String: Double]
    /// The signs that attempts are compared with beside this one.
    public var cohort: [CohortSign]

    enum CodingKeys: String, CodingKey {
        case takes
        case cohortSigns = "cohort_signs"
        case distance, channels, form, cohort
    }

    /// What is typical over many signs, for a sign that was not measured.
    public static let uncalibrated = SignCalibration(
        takes: 0, cohortSigns: 0, distance: LearnedConstants.typicalDistance,
        channels: [String: Double](
            uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, LearnedConstants.typicalDistance($0)) }
        ),
        form: [:], cohort: [])

    /// Measures a sign's takes against takes of other signs. What few signs say is drawn toward what is typical over
    /// many: n signs weigh n against 5. Takes that do not align are passed over. O(cohort takes · takes) alignments.
    ///
    /// - Parameter cohort: takes of the other signs, one array a sign.
    public static func measured(takes: [PreparedTake], cohort: [[PreparedTake]]) -> SignCalibration {
        var total = 0.0
        var signs = 0
        var channels = [Channel: (sum: Double, signs: Int)]()
        for sign in cohort {
            let comparisons = sign.compactMap { try? SignComparison($0, with: takes) }
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
            distance: shrunk(total, over: signs, toward: LearnedConstants.typicalDistance),
            channels: [String: Double](
                uniqueKeysWithValues: Channel.allCases.map { channel in
                    let (sum, signs) = channels[channel] ?? (0, 0)
                    return (
                        channel.rawValue,
                        shrunk(sum, over: signs, toward: LearnedConstants.typicalDistance(channel))
                    )
                }),
            form: FormTolerances.measured(takes), cohort: [])
    }

    /// How far an attempt may be from the sign in each measure of form.
    package var tolerances: FormTolerances { FormTolerances(factors: form, takes: takes) }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// A distance over the sign's threshold: 0 for identical, 1 where an attempt just passes.
    ///
    /// - Parameter level: the attempt's ``Cohort/level(_:)``; without it, the typical one.
    func relative(_ distance: Double, level: Double = LearnedConstants.typicalLevel) -> Double {
        // The nearest of many takes is nearer: to another sign, which `self.distance` knows, and more so to the right one.
        let spread = pow(
            Double(max(takes, 1)) / ScoringConstants.usualTakes, -LearnedConstants.takesExponent)
        return distance / (LearnedConstants.threshold * level * self.distance * spread)
    }

    /// The same for one channel, whose threshold is what nine right attempts in ten stay within.
    func relative(_ distance: Double, in channel: Channel) -> Double {
        let typical = channels[channel.rawValue] ?? LearnedConstants.typicalDistance(channel)
        return distance / (LearnedConstants.threshold(channel) * typical)
    }
}
