import CWarping

/// An attempt's distances to some sequences of an index.
struct IndexAligning: Sendable {
    /// Sequences that are packed side by side.
    static let side = Int(WARPING_LANES)

    private let index: SequenceIndex
    private let attempt: FeatureSequence
    private let rows: PackedRows
    private let centre: PackedContents
    private let error: RoundingError

    /// O(attempt frames · features).
    init(_ index: SequenceIndex, _ attempt: FeatureSequence) {
        self.index = index
        self.attempt = attempt
        centre = PackedContents(centre: index.projection.centre, memory: AlignedMemory(floats: 0))
        rows = PackedRows(attempt, centre: centre.centre, kernel: .best)
        error = RoundingError(
            terms: index.layout.packedDepth,
            squares: index.largest + attempt.largestSquare(around: index.projection.centre))
    }

    /// Closer bounds, sixteen sequences at a time: their distances less what rounding may have added. Those above a limit are
    /// left out. Where there are few, aligning them is as fast, and they come back with a bound of 0.
    func refined(
        _ sequences: [Int], below limit: Double, threads: Int
    ) -> [SequenceIndex.Match] {
        guard sequences.count > Self.side / 4 else {
            return sequences.map { SequenceIndex.Match(sequence: $0, distance: 0) }
        }
        let sides = stride(from: 0, to: sequences.count, by: Self.side).map {
            Array(sequences[$0...].prefix(Self.side))
        }
        return Parallel.map(sides, threads: threads) { side in
            let frames = side.map(index.frames)
            var chunk = PackedChunk()
            for (lane, sequence) in side.enumerated() {
                chunk.members[lane] = Int32(sequence)
                chunk.lengths[lane] = Int32(frames[lane].frames)
                chunk.columns = max(chunk.columns, frames[lane].frames)
            }
            let depth = index.layout.packedDepth
            let packed = AlignedMemory(floats: PackedChunk.floats(columns: chunk.columns, depth: depth))
            chunk.fill(packed.floats, with: frames, index.layout, centre: centre.centre, kernel: .best)
            let scan = ChunkScan(rows, columns: chunk.columns, kernel: .best)
            return index.layout.withWarpingLayout(centre: centre.centre) { cLayout in
                scan.distances(chunk, in: packed.floats, cLayout, depth: depth, error, below: limit)
            }
        }.flatMap(\.self)
    }

    /// The distances themselves; sequences with no finite path to the attempt are left out.
    func distances(_ sequences: [Int], threads: Int) -> [SequenceIndex.Match] {
        Parallel.map(sequences, threads: threads) { sequence -> SequenceIndex.Match? in
            let reference = index.frames(sequence)
            let alignment = FusedAlignment(
                layout: index.layout, rows: rows.frameCount, columns: reference.frames, kernel: .best)
            let distance = attempt.withWarpingFrames { frames in
                try? alignment.distance(rows, from: frames, reference, centre: centre.centre)
            }
            return distance.map { SequenceIndex.Match(sequence: sequence, distance: $0) }
        }.compactMap(\.self)
    }
}
