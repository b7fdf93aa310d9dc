import CWarping

/// Sixteen sequences side by side: their indices, and the position of their packed columns.
struct PackedChunk: Sendable {
    /// The index of each lane's sequence; −1 for an empty lane.
    var members = InlineArray<16, Int32>(repeating: -1)
    /// The frames of each lane's sequence; 0 for an empty lane.
    var lengths = InlineArray<16, Int32>(repeating: 0)
    /// The start of the chunk, in numbers.
    var start = 0
    /// Frames of the longest sequence.
    var columns = 0
    /// Whether some frame lacks a group.
    var hasGaps = false

    /// Up to sixteen sequences of the given lengths.
    init(_ sequences: some Sequence<Int>, lengths: some Sequence<Int>, start: Int) {
        self.start = start
        for (lane, (sequence, length)) in zip(sequences, lengths).enumerated() {
            members[lane] = Int32(sequence)
            self.lengths[lane] = Int32(length)
            columns = max(columns, length)
        }
    }

    /// Numbers per chunk: `[columns][depth][lanes]`, then the constants, `[2][columns][lanes]`.
    static func floats(columns: Int, depth: Int) -> Int { columns * (depth + 2) * Int(WARPING_LANES) }

    /// The chunk's sequences, lane by lane.
    var sequences: [Int] { (0..<16).filter { members[$0] >= 0 }.map { Int(members[$0]) } }

    /// Chunks of sequences of similar length, which wastes the fewest lanes. Sequences of equal length keep
    /// their order. O(n log n).
    static func chunks(lengths: [Int], depth: Int) -> [PackedChunk] {
        let order = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        var chunks: [PackedChunk] = []
        var start = 0
        for first in Swift.stride(from: 0, to: order.count, by: Int(WARPING_LANES)) {
            let side = order[first...].prefix(Int(WARPING_LANES))
            let chunk = PackedChunk(side, lengths: side.map { lengths[$0] }, start: start)
            start += floats(columns: chunk.columns, depth: depth)
            chunks.append(chunk)
        }
        return chunks
    }

    /// The chunk's columns in the kernels' form.
    func packed(in floats: UnsafeMutablePointer<Float>, depth: Int) -> warping_columns {
        let lanes = Int(WARPING_LANES)
        let products = floats + start
        let constants = products + columns * depth * lanes
        return warping_columns(
            products: products, constants: constants, whole_constants: constants + columns * lanes,
            columns: columns, has_gaps: hasGaps)
    }

    /// Packs the frames of the chunk's sequences. O(columns · lanes · features).
    ///
    /// - Parameter sequences: the chunk's own, lane by lane, of one layout.
    mutating func fill(
        _ floats: UnsafeMutablePointer<Float>, with sequences: [FeatureSequence],
        centre: UnsafePointer<Float>, kernel: WarpingKernel
    ) {
        guard let layout = sequences.first?.layout else { return }
        let lanes = Int(WARPING_LANES)
        // The column's frames in consecutive memory, like those of a sequence.
        let values = AlignedMemory(floats: lanes * layout.dimension)
        let seen = AlignedMemory(byteCount: lanes * layout.groups.count)
        let frames = warping_frames(
            values: values.floats, seen: seen.start.assumingMemoryBound(to: UInt8.self), frames: lanes)
        let packed = packed(in: floats, depth: layout.packedDepth)
        layout.withWarpingLayout(centre: centre) { cLayout in
            var column = ColumnSources()
            for place in 0..<columns {
                for lane in 0..<lanes {
                    guard place < lengths[lane] else {
                        column.clear(lane)
                        continue
                    }
                    sequences[lane].copy(
                        frame: place, to: values.floats + lane * layout.dimension,
                        seen.start + lane * layout.groups.count)
                    column.set(lane, to: lane, of: frames, cLayout.pointee)
                }
                let lacks = column.pack(
                    kernel, cLayout, packed.products + place * layout.packedDepth * lanes,
                    packed.constants + place * lanes, packed.whole_constants + place * lanes)
                hasGaps = hasGaps || lacks
            }
        }
    }
}
