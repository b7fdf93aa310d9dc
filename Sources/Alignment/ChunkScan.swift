import CWarping

/// Aligns an attempt with the sequences of packed chunks, one chunk at a time, in memory that one thread
/// reuses.
struct ChunkScan: ~Copyable {
    private let kernel: WarpingKernel
    private let rows: PackedRows
    private let frontier: AlignedMemory
    private let ends: AlignedMemory

    /// Room for chunks of up to `columns` columns.
    init(_ rows: PackedRows, columns: Int, kernel: WarpingKernel) {
        self.kernel = kernel
        self.rows = rows
        frontier = AlignedMemory(floats: rows.packed.rows * Int(WARPING_LANES))
        ends = AlignedMemory(floats: columns * Int(WARPING_LANES))
    }

    /// The cost of the cheapest path to each lane's sequence, by lane; infinity where there is none. O(rows ·
    /// columns · features).
    func costs(
        _ chunk: PackedChunk, in floats: UnsafeMutablePointer<Float>,
        _ layout: UnsafePointer<warping_layout>, depth: Int
    ) -> InlineArray<16, Float> {
        var (rows, columns) = (rows.packed, chunk.packed(in: floats, depth: depth))
        kernel.functions.pointee.scan(
            layout, &rows, self.rows.frameCount, &columns, frontier.floats, ends.floats)
        return InlineArray { lane in
            let length = Int(chunk.lengths[lane])
            return length > 0 ? ends.floats[(length - 1) * Int(WARPING_LANES) + lane] : .infinity
        }
    }
}
