import CWarping

/// An attempt packed for the kernels around a centre, once for any number of references.
///
/// It does not change after the packing, so threads may share it.
final class PackedRows: @unchecked Sendable {
    let frameCount: Int
    /// The buffers in the kernels' form.
    let packed: warping_rows
    private let memory: AlignedMemory

    /// O(frames · features).
    ///
    /// - Parameters:
    ///   - frames: the frames of the sequence to pack; all by default.
    ///   - centre: `[dimension]`.
    init(
        _ sequence: FeatureSequence, _ frames: Range<Int>? = nil, centre: SharedFloats,
        kernel: WarpingKernel
    ) {
        let frames = frames ?? 0..<sequence.frameCount
        frameCount = frames.count
        let rows = Self.padded(frameCount)
        let depth = sequence.layout.packedDepth
        memory = AlignedMemory(floats: Self.floats(rows: rows, depth: depth))
        packed = Self.pack(sequence, frames, centre: centre, kernel: kernel, into: memory)
    }

    /// Packs frames of a sequence into memory of ``floats(rows:depth:)`` numbers. O(frames · features).
    static func pack(
        _ sequence: FeatureSequence, _ frames: Range<Int>, centre: SharedFloats,
        kernel: WarpingKernel,
        into memory: borrowing AlignedMemory
    ) -> warping_rows {
        let rows = padded(frames.count)
        let constants = memory.floats + rows * sequence.layout.packedDepth
        var packed = warping_rows(
            products: memory.floats, constants: constants, whole_constants: constants + rows, rows: rows,
            has_gaps: false)
        sequence.layout.withWarpingLayout(centre: centre.floats) { layout in
            sequence.withWarpingFrames { all in
                var some = all
                some.values += frames.lowerBound * sequence.layout.dimension
                some.seen += frames.lowerBound * sequence.layout.groups.count
                some.frames = frames.count
                kernel.functions.pointee.pack_rows(layout, &some, &packed)
            }
        }
        return packed
    }

    /// The rows for `frames` frames, rounded up to whole tiles.
    static func padded(_ frames: Int) -> Int {
        let tile = Int(WARPING_ROWS)
        return (frames + tile - 1) / tile * tile
    }

    /// Numbers for the rows: `[rows][depth]`, then the constants, `[2][rows]`.
    static func floats(rows: Int, depth: Int) -> Int { rows * (depth + 2) }
}
