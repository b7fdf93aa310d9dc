import CWarping

/// Room for one packed column: a frame of each of sixteen sequences side by side.
struct PackedColumn: ~Copyable {
    /// Packs the frames at a place of some sequences into a column.
    typealias Packing = (_ place: Int, _ column: borrowing PackedColumn, UnsafePointer<warping_layout>) ->
        Void

    private let depth: Int
    private let memory: AlignedMemory

    /// Room for frames of so many numbers.
    init(depth: Int) {
        self.depth = depth
        memory = AlignedMemory(floats: PackedChunk.floats(columns: 1, depth: depth))
    }

    /// `[depth][lanes]`, then the constants, `[2][lanes]`.
    private var products: UnsafeMutablePointer<Float> { memory.floats }
    private var constants: UnsafeMutablePointer<Float> { products + depth * Int(WARPING_LANES) }
    private var wholeConstants: UnsafeMutablePointer<Float> { constants + Int(WARPING_LANES) }

    /// The column as the kernels take it.
    func packed(hasGaps: Bool) -> warping_columns {
        warping_columns(
            products: products, constants: constants, whole_constants: wholeConstants, columns: 1,
            has_gaps: hasGaps)
    }

    /// Packs the frames at `place` of sequences that lie somewhere, those that are over left out. O(lanes · features).
    ///
    /// - Parameter lengths: of the sequences, lane by lane, 0 where there is none.
    func pack(
        _ sequences: [warping_frames], at place: Int, lengths: InlineArray<16, Int32>,
        _ layout: UnsafePointer<warping_layout>, kernel: WarpingKernel
    ) {
        var sources = ColumnSources()
        for lane in sequences.indices where place < lengths[lane] {
            sources.set(lane, to: place, of: sequences[lane], layout.pointee)
        }
        _ = sources.pack(kernel, layout, products, constants, wholeConstants)
    }

    /// Puts side by side the frames at `place` of sequences that are packed one by one. O(lanes · features).
    ///
    /// - Parameters:
    ///   - runs: the sequences' first frames, lane by lane, as ``PackedRuns`` has them.
    ///   - none: that of no frame.
    func interleave(
        _ runs: [UnsafePointer<Float>], at place: Int, lengths: InlineArray<16, Int32>,
        none: UnsafePointer<Float>, kernel: WarpingKernel
    ) {
        let lanes = Int(WARPING_LANES)
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: lanes) { frames in
            for lane in 0..<lanes {
                frames[lane] =
                    place < lengths[lane] ? runs[lane] + place * PackedRuns.floats(depth: depth) : none
            }
            kernel.functions.pointee.interleave(
                frames.baseAddress, depth, products, constants, wholeConstants)
        }
    }
}
