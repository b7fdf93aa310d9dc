import Alignment
import SigningSpace

/// The take of a sign that an attempt is nearest to, and whether the attempt goes the other way.
struct NearestTake: Sendable {
    /// The index among the takes; the first of equally near ones.
    let place: Int
    /// The attempt's signer.
    let signer: String
    /// ``TakeComparison/distance``.
    let distance: Double
    /// ``TakeComparison/aligned``.
    let aligned: Double
    /// Whether the attempt moves as the sign played backwards; `false` until it is looked for: see
    /// ``SignDirection``.
    private(set) var isBackwards = false

    /// - Parameter signer: the attempt's.
    init(place: Int, by signer: String, _ comparison: TakeComparison) {
        (self.place, self.signer) = (place, signer)
        (distance, aligned) = (comparison.distance, comparison.aligned)
    }

    /// Compares an attempt with the takes that can be the nearest, those with the least bounds first. The result is the
    /// same as from comparing every take. One alignment for each take whose bound is not above the least distance.
    ///
    /// - Parameter bounds: a lower bound of the distance to each take.
    /// - Throws: the last take's ``AlignmentError`` if no take can be aligned.
    init(
        to attempt: ComparedTake, among takes: [ComparedTake], bounds: some RandomAccessCollection<Double>
    ) throws(AlignmentError) {
        var nearest: NearestTake?
        var failure: (place: Int, error: AlignmentError)?
        for (bound, place) in zip(bounds, takes.indices).sorted(by: <) {
            if let nearest, bound > nearest.distance { break }
            do {
                let compared = NearestTake(
                    place: place, by: attempt.signer, try TakeComparison(attempt, with: takes[place]))
                if nearest.map({ (compared.distance, place) < ($0.distance, $0.place) }) ?? true {
                    nearest = compared
                }
            } catch {
                if failure.map({ place > $0.place }) ?? true { failure = (place, error) }
            }
        }
        guard let nearest else { throw failure?.error ?? .noFrames }
        self = nearest
    }

    /// Looks whether the attempt goes the other way. Frame distances alone cannot show it: warping makes a short
    /// movement and its reverse equally near. Directions alone mislead: a right attempt may begin or end elsewhere.
    /// So an attempt goes backwards if its direction is opposite and it is nearer to the sign when played backwards.
    /// O(frames · features); for an opposite direction two alignments per take.
    ///
    /// - Parameter sign: the direction of the takes, if they agree on one.
    /// - Throws: ``AlignmentError``.
    mutating func lookForDirection(
        of attempt: DirectedAttempt, beside sign: SignDirection?, among takes: [ComparedTake]
    ) throws(AlignmentError) {
        guard let sign, sign.isOpposite(to: attempt.direction) else { return }
        let packed = try PackedSequences(takes.map(\.features.aligned))
        /// The smallest distance to a take over the features that determine the alignment.
        func least(_ sequence: FeatureSequence, _ embedding: SignEmbedding?) throws(AlignmentError) -> Double
        {
            zip(try packed.leastDistances(to: sequence), takes).map { aligned, take in
                SignMetric.distance(
                    aligned: aligned, embedded: embedding?.squaredDistance(to: take.embedding))
            }.min() ?? .infinity
        }
        let reversed = attempt.reversed.value
        let forwards = try least(attempt.take.features.aligned, attempt.take.embedding)
        let backwards = try least(reversed.aligned, reversed.embedding)
        isBackwards = backwards < ScoringConstants.nearerBackwards * forwards
    }

    /// The gloss of a cohort sign that the attempt is much nearer to; `nil` without one.
    func rival(_ threshold: SignThreshold, beside standing: Cohort.Standing) -> String? {
        guard let other = standing.nearest,
            other.distance < ScoringConstants.muchNearer * distance / threshold.distance
        else { return nil }
        return other.gloss
    }

    /// The distance of aligned frames alone, divided by the sign's threshold; beyond it if the attempt goes backwards.
    func relativeOfFrames(_ calibration: SignCalibration) -> Double {
        let form = calibration.relative(ofFrames: aligned)
        return form > 0 && isBackwards ? max(form, ScoringConstants.contradicted) : form
    }

    /// The distance divided by the sign's threshold, as in ``SignThreshold``. It is beyond the threshold if
    /// the attempt goes backwards or another sign is much nearer, whatever else is right.
    func relative(_ threshold: SignThreshold, beside standing: Cohort.Standing = .unknown) -> Double {
        let form = unruled(threshold, beside: standing)
        let isContradicted = isBackwards || rival(threshold, beside: standing) != nil
        return form > 0 && isContradicted ? max(form, ScoringConstants.contradicted) : form
    }

    /// The distance divided by the sign's threshold, before those rules.
    func unruled(_ threshold: SignThreshold, beside standing: Cohort.Standing) -> Double {
        threshold.relative(distance, by: signer, level: standing.level)
    }
}
