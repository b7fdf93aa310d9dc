import Alignment
import Landmarks

/// The engine's entry points that are measured, all in one place.
public enum EngineCalls {
    /// The cheapest alignment of two sequences.
    public static func pair(_ attempt: FeatureSequence, _ reference: FeatureSequence) throws -> WarpingPath {
        try WarpingPath(aligning: attempt, with: reference)
    }

    /// Their distances alone by way of OpenBLAS: what the fused kernel has to beat with its path.
    public static func matrix(
        _ attempt: FeatureSequence, _ reference: FeatureSequence
    ) throws -> CostMatrix {
        try CostMatrix(attempt: attempt, reference: reference)
    }

    /// The cheapest place of `reference` in `stream`.
    public static func place(
        of reference: FeatureSequence, in stream: FeatureSequence
    ) throws -> WarpingPath {
        try WarpingPath(
            aligning: stream, with: reference,
            WarpingOptions(freeStart: stream.frameCount, freeEnd: stream.frameCount))
    }

    /// A recording with every part that is in it.
    public static func everyPart(_ json: borrowing InputBytes) throws -> LandmarkClip {
        try LandmarkReader().read(json)
    }

    /// A recording without its face.
    public static func handsAndPose(_ json: borrowing InputBytes) throws -> LandmarkClip {
        try LandmarkReader(parts: [.pose, .leftHand, .rightHand]).read(json)
    }

    /// The normalised cost of aligning `attempt` with every sequence packed, in their order.
    public static func distances(
        of library: PackedSequences, to attempt: FeatureSequence, threads: Int = 1
    ) throws -> [Float] {
        try library.distances(to: attempt, threads: threads)
    }

    /// The normalised cost of aligning every sequence with each of those after it, row by row.
    public static func halfMatrix(of sequences: [FeatureSequence]) throws -> [Float] {
        let packed = try PackedSequences(sequences)
        var costs: [Float] = []
        costs.reserveCapacity(sequences.count * (sequences.count - 1) / 2)
        for row in sequences.indices {
            costs += try packed.distances(to: sequences[row], among: row + 1..<sequences.count)
        }
        return costs
    }
}
