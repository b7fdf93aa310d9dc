import CWarping

/// A reference packed for an alignment with its path: sixteen of its frames side by side in each column.
final class PackedReference {
    let frameCount: Int
    /// The buffers as the kernels take them.
    let packed: warping_columns
    private let memory: AlignedMemory

    /// O(frames · features).
    ///
    /// - Parameter centre: `[dimension]`, what the attempt is packed around.
    init(
        _ frames: warping_frames, _ layout: FeatureLayout, centre: UnsafePointer<Float>, kernel: WarpingKernel
    ) {
        frameCount = frames.frames
        let (lanes, depth) = (Int(WARPING_LANES), layout.packedDepth)
        let panels = (frameCount + lanes - 1) / lanes
        memory = AlignedMemory(floats: panels * lanes * (depth + 2))
        let constants = memory.floats + panels * lanes * depth
        var packed = warping_columns(
            products: memory.floats, constants: constants, whole_constants: constants + panels * lanes,
            columns: panels, has_gaps: false)
        layout.withWarpingLayout(centre: centre) { layout in
            var column = ColumnSources()
            for panel in 0..<panels {
                for lane in 0..<lanes {
                    let frame = panel * lanes + lane
                    if frame < frames.frames {
                        column.set(lane, to: frame, of: frames, layout.pointee)
                    } else {
                        column.clear(lane)
                    }
                }
                let hasGaps = column.pack(
                    kernel, layout, packed.products + panel * depth * lanes,
                    packed.constants + panel * lanes, packed.whole_constants + panel * lanes)
                packed.has_gaps = packed.has_gaps || hasGaps
            }
        }
        self.packed = packed
    }
}
