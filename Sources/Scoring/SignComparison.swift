import Alignment
import SigningSpace

/// An attempt compared with every take of a sign.
struct SignComparison: Sendable {
    /// The take that the attempt is nearest to over all channels.
    let take: PreparedTake
    /// The comparison with it.
    let nearest: TakeComparison
    /// The smallest distance in each channel to any take, among those that show the channel; what one signer of the sign
    /// does is right, whatever another does. Channels with too little evidence everywhere are left out.
    let channels: [Channel: Double]
    /// Whether the attempt goes the way that the sign goes backwards; `false` until it is looked for.
    private(set) var isBackwards = false

    /// Compares with each take. One alignment a take.
    ///
    /// - Throws: the last ``AlignmentError`` where no take can be aligned.
    init(_ attempt: PreparedTake, with takes: [PreparedTake]) throws(AlignmentError) {
        var nearest: (comparison: TakeComparison, take: PreparedTake)?
        var channels: [Channel: Double] = [:]
        var failure = AlignmentError.noFrames
        let compared = ComparedTake(attempt)
        for take in takes {
            do {
                let comparison = try TakeComparison(compared, with: ComparedTake(take))
                if nearest.map({ comparison.distance < $0.comparison.distance }) ?? true {
                    nearest = (comparison, take)
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
        take = nearest.take
        self.channels = channels
    }

    /// Looks for the way that the attempt goes: the distance between frames cannot tell, since warping lets a way be as good as the
    /// way back where both are short. O(frames · features) a take.
    mutating func lookForDirection(of attempt: PreparedTake, among takes: [PreparedTake]) {
        isBackwards = SignDirection(takes)?.isOpposite(to: attempt) ?? false
    }

    /// The sign of a cohort that the attempt is much nearer to.
    func rival(_ calibration: SignCalibration, beside standing: Cohort.Standing) -> String? {
        guard let other = standing.nearest,
            other.distance < ScoringConstants.muchNearer * nearest.distance / calibration.distance
        else { return nil }
        return other.gloss
    }

    /// The distance over the sign's threshold: as ``SignCalibration`` has it, and beyond the threshold, whatever else is
    /// right, where the attempt goes backwards or another sign is much nearer.
    func relative(_ calibration: SignCalibration, beside standing: Cohort.Standing = .unknown) -> Double {
        let form = calibration.relative(nearest.distance, level: standing.level)
        let isContradicted = isBackwards || rival(calibration, beside: standing) != nil
        return form > 0 && isContradicted ? max(form, ScoringConstants.contradicted) : form
    }
}
