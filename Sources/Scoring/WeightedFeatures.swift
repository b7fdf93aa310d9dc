import Alignment
import SigningSpace

/// A take's features, projected and scaled so that squared differences add up: one sequence that steers the alignment
/// and one that follows it.
struct WeightedFeatures: Sendable {
    /// ``ScoringConstants/alignedBlocks``.
    let aligned: FeatureSequence
    /// ``ScoringConstants/followingBlocks``.
    let following: FeatureSequence

    /// Projects measured features. O(frames · features · projected features).
    init(_ features: SignFeatures, metric: SignMetric) {
        aligned = Self.sequence(features, ScoringConstants.alignedBlocks, metric)
        following = Self.sequence(features, ScoringConstants.followingBlocks, metric)
    }

    private static func sequence(
        _ features: SignFeatures, _ blocks: [FeatureBlock], _ metric: SignMetric
    ) -> FeatureSequence {
        let projections = blocks.map(metric.projection)
        let layout = FeatureLayout(
            zip(blocks, projections).map { block, projection in
                .init(width: projection.outputs, mismatchCost: ScoringConstants.mismatchCost(block))
            })
        var values = [Float](repeating: 0, count: features.frameCount * layout.dimension)
        var seen = [Bool](repeating: false, count: features.frameCount * blocks.count)
        var rows = values.mutableSpan
        for (place, block) in blocks.enumerated() {
            let projection = projections[place]
            let factor = ScoringConstants.importance(block).squareRoot()
            let sources = block.groups.map {
                (values: features.values($0), seen: features.seen($0), width: $0.width)
            }
            for frame in 0..<features.frameCount where sources.allSatisfy({ $0.seen[frame] }) {
                seen[frame * blocks.count + place] = true
                let start = frame * layout.dimension
                let range = layout.ranges[place]
                var first = 0
                for source in sources {
                    projection.add(
                        source.values[frame * source.width..<(frame + 1) * source.width], from: first,
                        times: factor, to: &rows, at: start + range.lowerBound)
                    first += source.width
                }
            }
        }
        return FeatureSequence(
            layout: layout, frameCount: features.frameCount, values: values, seen: seen)
    }
}
