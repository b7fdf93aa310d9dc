import Alignment
import SigningSpace

/// The features of one channel of one hand before projection: the input from which a ``SignMetric`` is
/// learned.
package struct MeasuredFeatures: Sendable {
    /// The number of features in a frame.
    package let width: Int
    /// `[frames][width]`, in each feature's own unit; zero where not seen.
    package let values: [Float]
    /// `[frames]`.
    package let seen: [Bool]

    /// The features in the order of a projection's inputs. O(frames · width).
    package init(_ take: PreparedTake, _ channel: Channel, of role: HandRole) {
        let block = FeatureBlock(channel, of: role)
        let sources = block.groups.map { (values: take.measures.values($0), width: $0.width) }
        width = block.inputs
        seen = take.measures.seen(block)
        values = (0..<take.measures.frameCount).flatMap { frame in
            sources.flatMap { $0.values[frame * $0.width..<(frame + 1) * $0.width] }
        }
    }
}

extension PreparedTake {
    /// The alignment of two takes' frames. One alignment.
    ///
    /// - Throws: `AlignmentError`.
    package func alignment(with other: PreparedTake) throws(AlignmentError) -> WarpingPath {
        try WarpingPath(aligning: features.aligned, with: other.features.aligned)
    }
}
