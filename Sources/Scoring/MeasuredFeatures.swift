import Alignment
import SigningSpace

/// What a take shows of one channel of one hand, before any projection: what a ``SignMetric`` is learned from.
package struct MeasuredFeatures: Sendable {
    /// Features in one frame.
    package let width: Int
    /// `[frames][width]`; zero where not seen.
    package let values: [Float]
    /// One a frame.
    package let seen: [Bool]

    /// The features of a channel for one hand, in the order in which a projection takes them. O(frames · width).
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
    /// How the frames of two takes fall together. One alignment.
    ///
    /// - Throws: `AlignmentError`.
    package func alignment(with other: PreparedTake) throws(AlignmentError) -> WarpingPath {
        try WarpingPath(aligning: features.aligned, with: other.features.aligned)
    }
}
