import CWarping

/// An attempt packed for the kernels around a centre: once for any number of references.
///
/// Nothing changes it once it is packed, so that threads may share it.
final class PackedRows: @unchecked Sendable {
    let frameCount: Int
    /// The buffers as the kernels take them.
    let packed: warping_rows
    private let memory: AlignedMemory

    /// O(frames · features).
    ///
    /// - Parameter centre: `[dimension]`.
    init(_ sequence: FeatureSequence, centre: UnsafePointer<Float>, kernel: WarpingKernel) {
        frameCount = sequence.frameCount
        let tile = Int(WARPING_ROWS)
        let rows = (frameCount + tile - 1) / tile * tile
        let depth = sequence.layout.packedDepth
        memory = AlignedMemory(floats: rows * (depth + 2))
        let constants = memory.floats + rows * depth
        var packed = warping_rows(
            products: memory.floats, constants: constants, whole_constants: constants + rows, rows: rows,
            has_gaps: false)
        sequence.layout.withWarpingLayout(centre: centre) { layout in
            sequence.withWarpingFrames { frames in
                var frames = frames
                kernel.functions.pointee.pack_rows(layout, &frames, &packed)
            }
        }
        self.packed = packed
    }
}
