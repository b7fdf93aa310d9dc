import CWarping

/// A reference packed for an alignment with its path: sixteen frames side by side per column.
final class PackedReference {
    let frameCount: Int
    /// The buffers in the kernels' form.
    let packed: warping_columns
    private let memory: AlignedMemory

    /// O(frames · features).
    ///
    /// - Parameter centre: `[dimension]`, the centre of the attempt's packing.
    init(
        _ frames: warping_frames, _ layout: FeatureLayout, centre: SharedFloats, kernel: WarpingKernel
    ) {
        frameCount = frames.frames
        let (lanes, depth) = (Int(WARPING_LANES), layout.packedDepth)
        let panels = (frameCount + lanes - 1) / lanes
        memory = AlignedMemory(floats: panels * lanes * (depth + 2))
        let products = memory.floats
        let constants = products + panels * lanes * depth
        let wholeConstants = constants + panels * lanes
        let hasGaps = layout.withWarpingLayout(centre: centre.floats) { layout in
            var column = ColumnSources()
            var hasGaps = false
            for panel in 0..<panels {
                for lane in 0..<lanes {
                    let frame = panel * lanes + lane
                    if frame < frames.frames {
                        column.set(lane, to: frame, of: frames, layout.pointee)
                    } else {
                        column.clear(lane)
                    }
                }
                let lacks = column.pack(
                    kernel, layout, products + panel * depth * lanes, constants + panel * lanes,
                    wholeConstants + panel * lanes)
                hasGaps = hasGaps || lacks
            }
            return hasGaps
        }
        packed = warping_columns(
            products: products, constants: constants, whole_constants: wholeConstants, columns: panels,
            has_gaps: hasGaps)
    }
}
