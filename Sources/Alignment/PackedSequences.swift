import CWarping

/// Sequences packed side by side, sixteen at a time, for one attempt against all of them.
///
/// Distances and recurrence of sixteen references run in the lanes of one pass, so that no lane waits for another's
/// neighbour: what bounds a single alignment. A distance is in float32 by the expansion of the square, right to 1e-4 of
/// itself except near 0, where equal frames come out at about 1e-3 instead: rank by it, and align what matters with
/// ``WarpingPath/init(aligning:with:)``.
public struct PackedSequences: Sendable {
    public let count: Int
    private let layout: FeatureLayout
    private let chunks: [PackedChunk]
    private let contents: SharedFloats
    /// What each feature was centred on.
    private let centre: SharedFloats
    private let lengths: [Int]
    /// The largest ``FeatureSequence/largestSquare(around:)``.
    private let largest: Double

    /// Packs sequences of one layout. O(all frames · features) time and memory, beside which nothing of them is kept.
    ///
    /// - Throws: ``AlignmentError/noFrames`` where one is empty, ``AlignmentError/differentLayouts``.
    public init(_ sequences: [FeatureSequence]) throws(AlignmentError) {
        try self.init(sequences, kernel: .best)
    }

    package init(_ sequences: [FeatureSequence], kernel: WarpingKernel) throws(AlignmentError) {
        let layout = try sequences.commonLayout()
        var chunks = PackedChunk.chunks(lengths: sequences.map(\.frameCount), depth: layout.packedDepth)
        let size = chunks.last.map {
            $0.start + PackedChunk.floats(columns: $0.columns, depth: layout.packedDepth)
        }
        let contents = SharedFloats(count: size ?? 0)
        let centre = SharedFloats(sequences.centre(layout))
        for place in chunks.indices {
            chunks[place].fill(
                contents.floats, with: chunks[place].sequences.map { sequences[$0] }, centre: centre.floats,
                kernel: kernel)
        }
        count = sequences.count
        lengths = sequences.map(\.frameCount)
        largest = sequences.map { $0.largestSquare(around: centre.floats) }.max() ?? 0
        self.layout = layout
        self.chunks = chunks
        self.contents = contents
        self.centre = centre
    }

    /// The mean cost of the cheapest path between an attempt and each sequence, its cost over its weight, in the
    /// sequences' order; infinite where there is none. O(attempt frames · all frames · features).
    ///
    /// - Parameter threads: over which the chunks are spread; the result does not depend on it.
    /// - Throws: ``AlignmentError/noFrames``, ``AlignmentError/differentLayouts``.
    public func distances(
        to attempt: FeatureSequence, threads: Int = 1
    ) throws(AlignmentError) -> [Float] {
        try distances(to: attempt, threads: threads, kernel: .best)
    }

    /// The same of some of the sequences, in their order. Chunks without one of them cost nothing: rows of half a matrix take
    /// those behind them.
    ///
    /// - Precondition: there are such sequences.
    /// - Throws: as ``distances(to:threads:)``.
    public func distances(
        to attempt: FeatureSequence, among sequences: Range<Int>, threads: Int = 1
    ) throws(AlignmentError) -> [Float] {
        precondition(sequences.lowerBound >= 0 && sequences.upperBound <= count)
        let costs = try costs(to: attempt, among: sequences, threads: threads, kernel: .best)
        return sequences.map { costs[$0] / Float(attempt.frameCount + lengths[$0]) }
    }

    /// What the distances are at least: ``distances(to:threads:)`` less what rounding may have added, ≤ the mean cost of any
    /// path by direct difference. Infinite where there is none.
    ///
    /// - Throws: as ``distances(to:threads:)``.
    public func leastDistances(
        to attempt: FeatureSequence, threads: Int = 1
    ) throws(AlignmentError) -> [Double] {
        guard count > 0 else { return [] }
        let costs = try costs(to: attempt, among: 0..<count, threads: threads, kernel: .best)
        let error = RoundingError(
            terms: layout.packedDepth, squares: largest + attempt.largestSquare(around: centre.floats))
        return zip(costs, lengths).map { cost, length in
            cost < .infinity ? max(0, error.below(cost, frames: attempt.frameCount + length)) : .infinity
        }
    }

    package func distances(
        to attempt: FeatureSequence, threads: Int, kernel: WarpingKernel
    ) throws(AlignmentError) -> [Float] {
        zip(try costs(to: attempt, among: 0..<count, threads: threads, kernel: kernel), lengths).map {
            cost, length in
            cost / Float(attempt.frameCount + length)
        }
    }

    /// The cost of the cheapest path to each sequence whose chunk has one that is asked for.
    private func costs(
        to attempt: FeatureSequence, among sequences: Range<Int>, threads: Int, kernel: WarpingKernel
    ) throws(AlignmentError) -> [Float] {
        guard count > 0 else { return [] }
        guard attempt.layout == layout else { throw .differentLayouts }
        guard attempt.frameCount > 0 else { throw .noFrames }
        let rows = PackedRows(attempt, centre: centre, kernel: kernel)
        let longest = chunks.last?.columns ?? 0
        let chunks = chunks.filter { chunk in
            (0..<Int(WARPING_LANES)).contains { sequences.contains(Int(chunk.members[$0])) }
        }
        let pieces = Parallel.pieces(of: chunks.count, threads: threads)
        let found = Parallel.map(pieces, threads: threads) { piece in
            let scan = ChunkScan(rows, columns: longest, kernel: kernel)
            return layout.withWarpingLayout(centre: centre.floats) { cLayout in
                piece.map {
                    scan.costs(chunks[$0], in: contents.floats, cLayout, depth: layout.packedDepth)
                }
            }
        }
        var costs = [Float](repeating: .infinity, count: count)
        for (piece, found) in zip(pieces, found) {
            for (chunk, found) in zip(chunks[piece], found) {
                for lane in 0..<Int(WARPING_LANES) where chunk.members[lane] >= 0 {
                    costs[Int(chunk.members[lane])] = found[lane]
                }
            }
        }
        return costs
    }
}
