import Alignment
import SigningSpace

/// An attempt compared with every take of a sign.
struct SignComparison: Sendable {
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
    var isBackwards = false

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
        self.nearest = nearest.comparison
        take = takes[nearest.place]
        place = nearest.place
        self.channels = channels
    }

    /// Measures the direction of the attempt and the takes. Frame distances cannot show it: warping makes a
    /// short movement and its reverse equally near. O(frames · features) per take.
    mutating func lookForDirection(of attempt: PreparedTake, among takes: [PreparedTake]) {
        isBackwards = SignDirection(takes)?.isOpposite(to: attempt) ?? false
    }

    /// The gloss of a cohort sign that the attempt is much nearer to; `nil` without one.
    func rival(_ calibration: SignCalibration, beside standing: Cohort.Standing) -> String? {
        guard let other = standing.nearest,
            other.distance < ScoringConstants.muchNearer * nearest.distance / calibration.distance
        else { return nil }
        return other.gloss
    }

    /// The distance divided by the sign's threshold, as in ``SignCalibration``. It is beyond the threshold if
    /// the attempt goes backwards or another sign is much nearer, whatever else is right.
    func relative(_ calibration: SignCalibration, beside standing: Cohort.Standing = .unknown) -> Double {
        let form = calibration.relative(nearest.distance, level: standing.level)
        let isContradicted = isBackwards || rival(calibration, beside: standing) != nil
        return form > 0 && isContradicted ? max(form, ScoringConstants.contradicted) : form
    }
}
