import Alignment
import SigningSpace

/// The blocks of one sequence of ``WeightedFeatures``, weighted by a metric. Computed once per metric and
/// shared by all of its takes.
final class WeightedBlocks: Sendable {
    /// The ranges of the blocks in a frame.
    let layout: FeatureLayout
    private let blocks: [Block]

    private struct Block: Sendable {
        let features: FeatureBlock
        let projection: Projection
        /// The factor of the projected features.
        let factor: Float
    }

    init(_ blocks: [FeatureBlock], projection: (FeatureBlock) -> Projection) {
        self.blocks = blocks.map { block in
            Block(
                features: block, projection: projection(block),
                factor: ScoringConstants.importance(block).squareRoot())
        }
        layout = FeatureLayout(
            self.blocks.map { block in
                .init(
                    width: block.projection.outputs,
                    mismatchCost: ScoringConstants.mismatchCost(block.features))
            })
    }

    /// Projects measured features. O(frames · features · projected features).
    func sequence(of features: SignFeatures) -> FeatureSequence {
        var values = [Float](repeating: 0, count: features.frameCount * layout.dimension)
        var seen = [Bool](repeating: false, count: features.frameCount * blocks.count)
        for (place, block) in blocks.enumerated() {
            let shown = features.seen(block.features)
            let columns = block.projection.columns
            var sums = [SIMD4<Float>](repeating: .zero, count: features.frameCount * columns)
            var first = 0
            for group in block.features.groups {
                block.projection.add(
                    features.values(group), width: group.width, from: first, times: block.factor, to: &sums,
                    where: shown)
                first += group.width
            }
            let range = layout.ranges[place]
            var row = values.mutableSpan
            for frame in shown.indices where shown[frame] {
                seen[frame * blocks.count + place] = true
                let start = frame * layout.dimension + range.lowerBound
                for column in 0..<columns {
                    let sum = sums[frame * columns + column]
                    for lane in 0..<min(4, range.count - 4 * column) {
                        row[start + 4 * column + lane] = sum[lane]
                    }
                }
            }
        }
        return FeatureSequence(
            layout: layout, frameCount: features.frameCount, values: values, seen: seen)
    }
}
