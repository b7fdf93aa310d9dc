import Alignment
import SigningSpace

/// A take's features, scaled so that squared differences add up: one sequence that steers the alignment and one that
/// follows it.
struct WeightedFeatures: Sendable {
    /// ``ScoringConstants/alignedGroups``.
    let aligned: FeatureSequence
    /// ``ScoringConstants/followingGroups``.
    let following: FeatureSequence

    private static let alignedLayout = layout(ScoringConstants.alignedGroups)
    private static let followingLayout = layout(ScoringConstants.followingGroups)

    /// Scales measured features. O(frames · features).
    init(_ features: SignFeatures) {
        aligned = Self.sequence(features, ScoringConstants.alignedGroups, Self.alignedLayout)
        following = Self.sequence(features, ScoringConstants.followingGroups, Self.followingLayout)
    }

    private static func layout(_ groups: [FeatureGroup]) -> FeatureLayout {
        FeatureLayout(
            groups.map { .init(width: $0.width, mismatchCost: ScoringConstants.mismatchCost($0)) })
    }

    private static func sequence(
        _ features: SignFeatures, _ groups: [FeatureGroup], _ layout: FeatureLayout
    ) -> FeatureSequence {
        var values = [Float](repeating: 0, count: features.frameCount * layout.dimension)
        var seen = [Bool](repeating: false, count: features.frameCount * groups.count)
        for (index, group) in groups.enumerated() {
            let factors = ScoringConstants.blocks(group).flatMap {
                Array(repeating: $0.factor, count: $0.width)
            }
            let source = features.values(group)
            let mask = features.seen(group)
            for frame in 0..<features.frameCount {
                seen[frame * groups.count + index] = mask[frame]
                let target = frame * layout.dimension + layout.ranges[index].lowerBound
                for offset in factors.indices {
                    values[target + offset] = factors[offset] * source[frame * factors.count + offset]
                }
            }
        }
        return FeatureSequence(
            layout: layout, frameCount: features.frameCount, values: values, seen: seen)
    }
}
