import Alignment
import SigningSpace

/// An attempt compared with every take of a sign.
struct SignComparison: Sendable {
    /// The attempt's signer.
    let signer: String
    /// The nearest take over all channels.
    let take: PreparedTake
    /// The index of `take`.
    let place: Int
    /// The comparison with the nearest take.
    let nearest: TakeComparison
    /// The smallest distance in each channel to any take that shows the channel: an attempt is right in a
    /// channel if it agrees with one signer. Channels with too little evidence in every take are left out.
    let channels: [Channel: Double]
    /// Whether the attempt moves as the sign played backwards; `false` until it is looked for: see
    /// ``SignDirection``.
    private(set) var isBackwards = false

    /// Compares an attempt with each take. One alignment per take.
    ///
    /// - Throws: the last ``AlignmentError`` if no take can be aligned.
    init(_ attempt: PreparedTake, with takes: [PreparedTake]) throws(AlignmentError) {
        var nearest: (comparison: TakeComparison, place: Int)?
        var channels: [Channel: Double] = [:]
        var failure = AlignmentError.noFrames
        let compared = ComparedTake(attempt)
        for (place, take) in takes.enumerated() {
            do {
                let comparison = try TakeComparison(compared, with: ComparedTake(take))
                if nearest.map({ comparison.distance < $0.comparison.distance }) ?? true {
                    nearest = (comparison, place)
                }
                for channel in Channel.allCases
                where comparison.coverage[channel] ?? 0 >= ScoringConstants.evidence {
                    let distance = comparison.channels[channel] ?? 0
                    channels[channel] = min(channels[channel] ?? distance, distance)
                }
            } catch {
                failure = error
            }
        }
        guard let nearest else { throw failure }
        signer = attempt.signer
        self.nearest = nearest.comparison
        take = takes[nearest.place]
        place = nearest.place
        self.channels = channels
    }

    /// Looks whether the attempt goes the other way. Frame distances alone cannot show it: warping makes a short
    /// movement and its reverse equally near. Directions alone mislead: a right attempt may begin or end elsewhere.
    /// So an attempt goes backwards if its direction is opposite and it is nearer to the sign when played backwards.
    /// O(frames · features); for an opposite direction two alignments per take.
    ///
    /// - Parameters:
    ///   - direction: of the attempt.
    ///   - sign: the direction of the takes, if they agree on one.
    /// - Throws: ``AlignmentError``.
    mutating func lookForDirection(
        of attempt: PreparedTake, _ direction: MovementDirection, beside sign: SignDirection?,
        among takes: [PreparedTake]
    ) throws(AlignmentError) {
        guard let sign, sign.isOpposite(to: direction) else { return }
        let forwards = try Self.leastDistance(attempt.features.aligned, attempt.embedding, to: takes)
        let backwards = try Self.leastDistance(
            attempt.features.aligned.reversed, attempt.metric.network?.embedding(ofReversed: attempt.clip),
            to: takes)
        isBackwards = backwards < ScoringConstants.nearerBackwards * forwards
    }

    /// The smallest distance to a take over the features that determine the alignment.
    private static func leastDistance(
        _ sequence: FeatureSequence, _ embedding: SignEmbedding?, to takes: [PreparedTake]
    ) throws(AlignmentError) -> Double {
        let aligned = try PackedSequences(takes.map(\.features.aligned)).leastDistances(
            to: sequence, threads: 1)
        return zip(aligned, takes).map { distance, take in
            SignMetric.distance(aligned: distance, embedded: embedding?.squaredDistance(to: take.embedding))
        }.min() ?? .infinity
    }

    /// The gloss of a cohort sign that the attempt is much nearer to; `nil` without one.
    func rival(_ calibration: SignCalibration, beside standing: Cohort.Standing) -> String? {
        guard let other = standing.nearest,
            other.distance < ScoringConstants.muchNearer * nearest.distance / calibration.distance
        else { return nil }
        return other.gloss
    }

    /// The distance of aligned frames alone, divided by the sign's threshold; beyond it if the attempt goes backwards.
    func relativeOfFrames(_ calibration: SignCalibration) -> Double {
        let form = calibration.relative(ofFrames: nearest.aligned)
        return form > 0 && isBackwards ? max(form, ScoringConstants.contradicted) : form
    }

    /// The distance divided by the sign's threshold, as in ``SignCalibration``. It is beyond the threshold if
    /// the attempt goes backwards or another sign is much nearer, whatever else is right.
    func relative(_ calibration: SignCalibration, beside standing: Cohort.Standing = .unknown) -> Double {
        let form = calibration.relative(nearest.distance, by: signer, level: standing.level)
        let isContradicted = isBackwards || rival(calibration, beside: standing) != nil
        return form > 0 && isContradicted ? max(form, ScoringConstants.contradicted) : form
    }
}
