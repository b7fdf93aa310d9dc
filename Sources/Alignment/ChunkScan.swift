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

    /// The cost of the cheapest path to each lane's sequence, by lane; infinite where there is none, or where every path
    /// is over the lane's limit. O(rows · columns · features), less where all lanes are soon over their limits.
    func costs(
        _ chunk: PackedChunk, in floats: UnsafeMutablePointer<Float>,
        _ layout: UnsafePointer<warping_layout>, depth: Int, limits: InlineArray<16, Float>
    ) -> InlineArray<16, Float> {
        let lanes = Int(WARPING_LANES)
        var packedRows = rows.packed
        var columns = chunk.packed(in: floats, depth: depth)
        let done = chunk.lengths.span.withUnsafeBufferPointer { lengths in
            limits.span.withUnsafeBufferPointer { limits in
                kernel.functions.pointee.scan(
                    layout, &packedRows, rows.frameCount, &columns, lengths.baseAddress, limits.baseAddress,
                    frontier.floats, ends.floats)
            }
        }
        return InlineArray { lane in
            let length = Int(chunk.lengths[lane])
            return length > 0 && length <= done ? ends.floats[(length - 1) * lanes + lane] : .infinity
        }
    }

    /// The least mean cost that each sequence of the chunk may have, where that is at most `limit`; see ``costs``.
    func distances(
        _ chunk: PackedChunk, in floats: UnsafeMutablePointer<Float>,
        _ layout: UnsafePointer<warping_layout>, depth: Int, _ error: RoundingError, below limit: Double
    ) -> [SequenceIndex.Match] {
        let attemptFrames = rows.frameCount
        let limits = InlineArray<16, Float> { lane in
            limit.isFinite
                ? error.above(limit, frames: attemptFrames + Int(chunk.lengths[lane])) : .infinity
        }
        let costs = costs(chunk, in: floats, layout, depth: depth, limits: limits)
        return (0..<Int(WARPING_LANES)).compactMap { lane in
            guard chunk.members[lane] >= 0, costs[lane] < .infinity else { return nil }
            let distance = error.below(costs[lane], frames: attemptFrames + Int(chunk.lengths[lane]))
            return distance <= limit
                ? SequenceIndex.Match(sequence: Int(chunk.members[lane]), distance: distance) : nil
        }
    }
}
