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
        let sources = block.groups.map { (take.measures.values($0), take.measures.seen($0), $0.width) }
        width = block.inputs
        seen = (0..<take.measures.frameCount).map { frame in sources.allSatisfy { $0.1[frame] } }
        values = (0..<take.measures.frameCount).flatMap { frame in
            sources.flatMap { $0.0[frame * $0.2..<(frame + 1) * $0.2] }
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
