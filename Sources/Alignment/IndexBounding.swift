/// Lower bounds of an attempt's distances to the sequences of an index, by their projections.
struct IndexBounding: Sendable {
    private let index: SequenceIndex
    private let rows: PackedRows
    private let error: RoundingError

    /// O(attempt frames · features · projected features).
    init(_ index: SequenceIndex, _ attempt: FeatureSequence) {
        self.index = index
        let projected = index.projection(attempt)
        rows = PackedRows(projected, centre: index.origin.centre, kernel: .best)
        let origin = [Float](repeating: 0, count: projected.layout.dimension)
        error = RoundingError(
            terms: index.layout.dimension + projected.layout.packedDepth,
            squares: index.boundLargest + projected.largestSquare(around: origin))
    }

    /// The bounds of the sequences of some chunks, as distances; those above a limit are left out, and lines of them that are
    /// soon above it soon given up. O(attempt frames · the chunks' frames · projected features).
    func bounds(
        _ chunks: Range<Int>, below limit: Double, threads: Int
    ) -> [SequenceIndex.Match] {
        let layout = index.projection.target
        let pieces = Parallel.pieces(of: chunks.count, threads: threads)
        return Parallel.map(pieces, threads: threads) { piece in
            let scan = ChunkScan(rows, columns: index.header[.longest], kernel: .best)
            return layout.withWarpingLayout(centre: index.origin.centre) { cLayout in
                piece.flatMap { place in
                    let chunk = index.chunks[chunks.lowerBound + place]
                    return scan.distances(
                        chunk, in: index.bounds, cLayout, depth: layout.packedDepth, error, below: limit)
                }
            }
        }.flatMap(\.self)
    }
}
