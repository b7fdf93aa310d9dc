import CWarping

/// Lower bounds of an attempt's distances to some sequences, which are packed side by side for it: their distances as the
/// kernels give them less what rounding may have added.
struct IndexScan: Sendable {
    /// Sequences that are packed side by side.
    static let side = Int(WARPING_LANES)

    /// What packs a chunk of the sequences column by column.
    typealias Packing = @Sendable (PackedChunk) -> PackedColumn.Packing

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
    /// up. Sequences of like length are put side by side. O(attempt frames · the sequences' frames · features).
    func bounds(_ sequences: [Int], below limit: Double, threads: Int) -> [SequenceIndex.Match] {
        let order = sequences.map { (length: index.frameCount($0), sequence: $0) }.sorted { $0 < $1 }
        let chunks = stride(from: 0, to: order.count, by: Self.side).map {
            let side = order[$0...].prefix(Self.side)
            var chunk = PackedChunk(side.map(\.sequence), lengths: side.map(\.length), start: 0)
            chunk.hasGaps = side.contains { index.hasGaps($0.sequence) }
            return chunk
        }
        let pieces = Parallel.pieces(of: chunks.count, threads: threads)
        return Parallel.map(pieces, threads: threads) { piece in
            let scan = ChunkScan(rows, columns: order.last?.length ?? 0, kernel: .best)
            let column = PackedColumn(depth: layout.packedDepth)
            return layout.withWarpingLayout(centre: centre.floats) { cLayout in
                chunks[piece].flatMap {
                    scan.distances($0, cLayout, column: column, error, below: limit, pack: pack($0))
                }
            }
        }.flatMap(\.self)
    }
}
