import CWarping

/// Aligns an attempt with the sequences of packed chunks, a chunk at a time; room that one thread uses again and again.
struct ChunkScan: ~Copyable {
    private let kernel: WarpingKernel
    private let rows: PackedRows
    private let frontier: AlignedMemory
    private let ends: AlignedMemory

    /// Room for chunks of so many columns.
    init(_ rows: PackedRows, columns: Int, kernel: WarpingKernel) {
        self.kernel = kernel
        self.rows = rows
        frontier = AlignedMemory(floats: rows.packed.rows * Int(WARPING_LANES))
        ends = AlignedMemory(floats: columns * Int(WARPING_LANES))
    }

    /// The cost of the cheapest path to each lane's sequence, by lane; infinite where there is none.
    /// O(rows · columns · features).
    func costs(
        _ chunk: PackedChunk, in floats: UnsafeMutablePointer<Float>,
        _ layout: UnsafePointer<warping_layout>, depth: Int
    ) -> InlineArray<16, Float> {
        let scanned = scan(
            chunk, chunk.packed(in: floats, depth: depth), from: 0, layout,
            limits: InlineArray(repeating: .infinity))
        return ends(of: chunk, scanned.done)
    }

    /// The least mean cost that each sequence of a chunk may have, where that is at most `limit`. The chunk is packed a column
    /// at a time, as far as it is scanned: until all of it is above the limit.
    ///
    /// - Parameters:
    ///   - column: room for one.
    ///   - pack: packs the frames at a place of the chunk's sequences.
    func distances(
        _ chunk: PackedChunk, _ layout: UnsafePointer<warping_layout>, column: borrowing PackedColumn,
        _ error: RoundingError, below limit: Double, pack: PackedColumn.Packing
    ) -> [SequenceIndex.Match] {
        let attemptFrames = rows.frameCount
        let limits = InlineArray<16, Float> { lane in
            limit.isFinite
                ? error.above(limit, frames: attemptFrames + Int(chunk.lengths[lane])) : .infinity
        }
        var (done, isOpen) = (0, true)
        while isOpen, done < chunk.columns {
            pack(done, column, layout)
            (done, isOpen) = scan(
                chunk, column.packed(hasGaps: chunk.hasGaps), from: done, layout, limits: limits)
        }
        let costs = ends(of: chunk, done)
        return (0..<Int(WARPING_LANES)).compactMap { lane in
            guard chunk.members[lane] >= 0, costs[lane] < .infinity else { return nil }
            let distance = error.below(costs[lane], frames: attemptFrames + Int(chunk.lengths[lane]))
            return distance <= limit
                ? SequenceIndex.Match(sequence: Int(chunk.members[lane]), distance: distance) : nil
        }
    }

    /// Scans columns from the chunk's `first` on. Says how many of the chunk are done then, and whether a lane is not over its
    /// limit yet.
    private func scan(
        _ chunk: PackedChunk, _ columns: warping_columns, from first: Int,
        _ layout: UnsafePointer<warping_layout>, limits: InlineArray<16, Float>
    ) -> (done: Int, isOpen: Bool) {
        var (rows, columns, done) = (rows.packed, columns, first)
        let isOpen = chunk.lengths.span.withUnsafeBufferPointer { lengths in
            limits.span.withUnsafeBufferPointer { limits in
                kernel.functions.pointee.scan(
                    layout, &rows, self.rows.frameCount, &columns, first, lengths.baseAddress,
                    limits.baseAddress, frontier.floats, ends.floats, &done)
            }
        }
        return (done, isOpen)
    }

    /// What it costs to come to the end of each lane's sequence, of those that end within the columns done.
    private func ends(of chunk: PackedChunk, _ done: Int) -> InlineArray<16, Float> {
        InlineArray { lane in
            let length = Int(chunk.lengths[lane])
            return length > 0 && length <= done
                ? ends.floats[(length - 1) * Int(WARPING_LANES) + lane] : .infinity
        }
    }
}
