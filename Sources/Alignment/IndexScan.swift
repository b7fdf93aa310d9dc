import CWarping

/// Lower bounds of an attempt's distances to some sequences, which are packed side by side for it: their distances as the
/// kernels give them less what rounding may have added.
struct IndexScan: Sendable {
    /// Sequences that are packed side by side.
    static let side = Int(WARPING_LANES)

    /// Packs a chunk of the sequences into numbers.
    typealias Packing = @Sendable (inout PackedChunk, UnsafeMutablePointer<Float>) -> Void

    /// The attempt, packed around the centre.
    let rows: PackedRows
    let centre: SharedFloats
    private let layout: FeatureLayout
    private let index: SequenceIndex
    private let error: RoundingError
    private let pack: Packing

    /// O(attempt frames · features).
    ///
    /// - Parameter pack: packs what the index has of its sequences, in the attempt's layout and around the same centre.
    init(
        _ index: SequenceIndex, _ attempt: FeatureSequence, centre: SharedFloats, _ error: RoundingError,
        pack: @escaping Packing
    ) {
        self.index = index
        self.centre = centre
        self.error = error
        self.pack = pack
        layout = attempt.layout
        rows = PackedRows(attempt, centre: centre, kernel: .best)
    }

    /// The bounds of some sequences; those above a limit are left out, and sixteen of them that are soon above it soon given
    /// up. O(attempt frames · the sequences' frames · features).
    func bounds(_ sequences: [Int], below limit: Double, threads: Int) -> [SequenceIndex.Match] {
        let sides = stride(from: 0, to: sequences.count, by: Self.side).map {
            sequences[$0...].prefix(Self.side)
        }
        return Parallel.map(sides, threads: threads) { side in
            var chunk = PackedChunk(side, lengths: side.map(index.frameCount), start: 0)
            let depth = layout.packedDepth
            let packed = AlignedMemory(floats: PackedChunk.floats(columns: chunk.columns, depth: depth))
            pack(&chunk, packed.floats)
            let scan = ChunkScan(rows, columns: chunk.columns, kernel: .best)
            return layout.withWarpingLayout(centre: centre.floats) { cLayout in
                scan.distances(chunk, in: packed.floats, cLayout, depth: depth, error, below: limit)
            }
        }.flatMap(\.self)
    }
}
