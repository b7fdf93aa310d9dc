import Foundation
import SigningSpace

/// Converts distances to one sign to scores, by the typical distance of *another* sign. It is measured when
/// the sign is enrolled and stored with it, so that later additions to the library change no score.
///
/// In speaker verification, a cohort is the other speakers that a score is normalised against (Auckenthaler
/// et al. 2000, "Score normalization for text-independent speaker verification systems"). A cohort take is
/// measured as an attempt is, by the nearest take of the sign. Scores are therefore comparable between signs
/// with one take and signs with many.
public struct SignCalibration: Sendable, Hashable, Codable {
    /// A sign of the cohort that attempts are compared with: see ``Cohort``.
    public struct CohortSign: Sendable, Hashable, Codable {
        /// The gloss.
        public var sign: String
        /// The identifiers of the takes in the store.
        public var takes: [String]
        /// As ``Cohort/Member/distance``.
        public var distance: Double

        public init(sign: String, takes: [String], distance: Double) {
            self.sign = sign
            self.takes = takes
            self.distance = distance
        }
    }

    /// A signer of the sign's takes.
    public struct Signer: Sendable, Hashable, Codable {
        /// The number of takes.
        public var takes: Int
        /// How unlike they are: the mean distance of a take to the nearest other one by this signer, scaled from as many
        /// others as there are to four; `nil` for one take.
        public var apart: Double?

        public init(takes: Int, apart: Double?) { (self.takes, self.apart) = (takes, apart) }
    }

    /// The number of takes that it was measured with.
    public var takes: Int
    /// Whose takes they are, by name.
    public var signers: [String: Signer]
    /// The threshold for everybody else.
    public var strangers: StrangerThreshold
    /// The number of other signs that it was measured against.
    public var cohortSigns: Int
    /// The typical distance of another sign to this one.
    public var distance: Double
    /// The part of ``distance`` that is between aligned frames.
    public var aligned: Double
    /// The typical distance in each channel, by ``Channel`` raw value.
    public var channels: [String: Double]
    /// The sign's tolerances of form divided by the learned ones, by hand and measure as "dominant.place"; 1
    /// where missing. See `FormTolerances`.
    public var form: [String: Double]
    /// The other signs that attempts are compared with.
    public var cohort: [CohortSign]
    /// The takes' embeddings by their identifiers in the store, by the network of the engine that calibrated the sign.
    public var embeddings: [String: SignEmbedding]

    enum CodingKeys: String, CodingKey {
        case takes, signers, strangers
        case cohortSigns = "cohort_signs"
        case distance, aligned, channels, form, cohort, embeddings
    }

    /// The ``embeddings`` of an encoded calibration, without decoding the rest; none where it is no calibration.
    public static func embeddings(inJSON calibration: Data) -> [String: SignEmbedding] {
        struct Part: Decodable {
            let embeddings: [String: SignEmbedding]
        }
        return (try? JSONDecoder().decode(Part.self, from: calibration))?.embeddings ?? [:]
    }

    /// The typical values over many signs, for a sign that was not measured.
    public static let uncalibrated = SignCalibration(
        takes: 0, signers: [:], strangers: .learned, cohortSigns: 0,
        distance: LearnedConstants.typicalDistance,
        aligned: LearnedConstants.typicalAlignedDistance,
        channels: [String: Double](
            uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, LearnedConstants.typicalDistance($0)) }
        ),
        form: [:], cohort: [], embeddings: [:])

    /// Measures a sign's takes against takes of other signs. Values from n signs are drawn toward the typical
    /// values over many, with weights n and 5. Takes that do not align are left out. O(cohort takes · takes)
    /// alignments.
    ///
    /// - Parameter cohort: takes of the other signs, one array per sign.
    public static func measured(takes: [PreparedTake], cohort: [[ComparedTake]]) -> SignCalibration {
        let compared = takes.map { ComparedTake($0) }
        let typical = TypicalDistances(of: compared, to: cohort)
        return SignCalibration(
            takes: takes.count, signers: Dictionary(grouping: compared, by: \.signer).mapValues(Signer.init),
            strangers: .learned, cohortSigns: typical.signs, distance: typical.distance,
            aligned: typical.aligned, channels: typical.channels, form: FormTolerances.measured(takes),
            cohort: [], embeddings: [:])
    }

    /// The sign's tolerances in each measure of form.
    package var tolerances: FormTolerances { FormTolerances(factors: form, takes: takes) }

    /// A mean over signs, drawn toward the typical value as far as they are few.
    static func shrunk(_ mean: Double, over signs: Int, toward typical: Double) -> Double {
        let prior = ScoringConstants.priorSigns
        return (Double(signs) * mean + prior * typical) / (Double(signs) + prior)
    }

    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// The threshold of an attempt: a distance divided by ``distance`` and the attempt's level.
    ///
    /// A signer is nearer to takes of their own than anybody else is, and never judged more mildly. With more of them
    /// the nearest is nearer, and the more alike they are the nearer a right attempt is.
    ///
    /// - Parameter signer: the attempt's. One who is not among ``signers`` is a stranger.
    public func threshold(for signer: String) -> Double { threshold.threshold(for: signer) }

    /// The part that judges whole takes.
    var threshold: SignThreshold {
        SignThreshold(distance: distance, signers: signers, strangers: strangers)
    }

    /// A distance between two frames divided by the sign's threshold for strangers, on the scale of whole takes'
    /// distances.
    func relative(ofFrames distance: Double) -> Double {
        distance / (strangers.threshold * Cohort.leniency(LearnedConstants.typicalLevel) * aligned)
    }

    /// A distance in one channel divided by the channel's threshold: see ``LearnedConstants/threshold(_:)``.
    func relative(_ distance: Double, in channel: Channel) -> Double {
        let typical = channels[channel.rawValue] ?? LearnedConstants.typicalDistance(channel)
        return distance / (LearnedConstants.threshold(channel) * typical)
    }
}

extension SignCalibration.Signer {
    /// The number of takes that ``LearnedConstants/ownThreshold`` holds for.
    static let usualTakes = 4.0

    /// Measures a signer's takes of a sign; those that do not align are left out. One alignment per pair.
    fileprivate init(_ takes: [ComparedTake]) {
        self.takes = takes.count
        let nearest = takes.indices.compactMap { place -> Double? in
            let others = takes.indices.filter { $0 != place }.map { takes[$0] }
            let bounds = others.map { takes[place].leastDistance(to: $0) }
            return (try? NearestTake(to: takes[place], among: others, bounds: bounds))?.distance
        }
        guard !nearest.isEmpty else { return }
        // Each was the attempt and the others the sign.
        let scale = pow(Double(takes.count - 1) / Self.usualTakes, LearnedConstants.takesExponent)
        apart = SignCalibration.mean(nearest) * scale
    }
}
