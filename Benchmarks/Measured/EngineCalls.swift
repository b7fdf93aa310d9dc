import Alignment
import Landmarks

/// The measured functions of the engine.
public enum EngineCalls {
    /// The warping path of two sequences.
    public static func pair(_ attempt: FeatureSequence, _ reference: FeatureSequence) throws -> WarpingPath {
        try WarpingPath(aligning: attempt, with: reference)
    }

    /// Their distances alone, by OpenBLAS: the time that the fused kernel with its path must beat.
    public static func matrix(
        _ attempt: FeatureSequence, _ reference: FeatureSequence
    ) throws -> CostMatrix {
        try CostMatrix(attempt: attempt, reference: reference)
    }

    /// The nearest place of `reference` in `stream`.
    public static func place(
        of reference: FeatureSequence, in stream: FeatureSequence
    ) throws -> WarpingPath {
        try WarpingPath(
            aligning: stream, with: reference,
            WarpingOptions(freeStart: stream.frameCount, freeEnd: stream.frameCount))
    }

    /// Reads a recording with all its parts.
    public static func everyPart(_ json: borrowing InputBytes) throws -> LandmarkClip {
        try LandmarkReader().read(json)
    }

    /// Reads a recording without its face.
    public static func handsAndPose(_ json: borrowing InputBytes) throws -> LandmarkClip {
        try LandmarkReader(parts: [.pose, .leftHand, .rightHand]).read(json)
    }

    /// The normalised cost of aligning `attempt` with every packed sequence, in their order.
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
