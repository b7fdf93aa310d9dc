import Alignment
import SigningSpace

/// A take's features, projected and scaled so that squared differences add up. One sequence determines the
/// alignment, the other is compared along it.
struct WeightedFeatures: Sendable {
    /// ``ScoringConstants/alignedBlocks``.
    let aligned: FeatureSequence
    /// ``ScoringConstants/followingBlocks``.
    let following: FeatureSequence
    /// Whether any frame shows a location: not without a body.
    let isPlaced: Bool

    /// Features that were projected before.
    init(aligned: FeatureSequence, following: FeatureSequence, isPlaced: Bool) {
        (self.aligned, self.following, self.isPlaced) = (aligned, following, isPlaced)
    }

    /// Projects measured features. O(frames · features · projected features).
    init(_ features: SignFeatures, metric: SignMetric) {
        aligned = metric.aligned.sequence(of: features)
        following = metric.following.sequence(of: features)
        isPlaced = ScoringConstants.alignedBlocks.contains { block in
            block.channel == .location && features.seen(block).contains(true)
        }
    }
}
