import Alignment
import SigningSpace

/// An attempt compared with every take of a sign.
struct SignComparison: Sendable {
    /// The nearest take over all channels.
    var nearest: NearestTake
    /// The comparison with the nearest take.
    let comparison: TakeComparison
    /// The smallest distance in each channel to any take that shows the channel: an attempt is right in a
    /// channel if it agrees with one signer. Channels with too little evidence in every take are left out.
    let channels: [Channel: Double]
    /// ``TakeComparison/coverage`` beside the nearest take.
    let coverage: [Channel: Double]

    /// Compares an attempt with each take. One alignment per take.
    ///
    /// - Throws: the last ``AlignmentError`` if no take can be aligned.
    init(_ attempt: ComparedTake, with takes: [ComparedTake]) throws(AlignmentError) {
        var nearest: (take: NearestTake, comparison: TakeComparison, coverage: [Channel: Double])?
        var channels: [Channel: Double] = [:]
        var failure = AlignmentError.noFrames
        for place in takes.indices {
            do {
                let comparison = try TakeComparison(attempt, with: takes[place])
                let coverage = comparison.coverage
                if nearest.map({ comparison.distance < $0.comparison.distance }) ?? true {
                    nearest = (
                        NearestTake(place: place, by: attempt.signer, comparison), comparison, coverage
                    )
                }
                for (channel, distance) in comparison.channels
                where coverage[channel] ?? 0 >= ScoringConstants.evidence {
                    channels[channel] = min(channels[channel] ?? distance, distance)
                }
            } catch {
                failure = error
            }
        }
        guard let nearest else { throw failure }
        (self.nearest, comparison, coverage) = nearest
        self.channels = channels
    }
}
