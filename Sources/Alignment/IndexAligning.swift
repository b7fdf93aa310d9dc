import CWarping

/// An attempt's distances to some sequences of an index.
struct IndexAligning: Sendable {
    private let index: SequenceIndex
    private let attempt: FeatureSequence
    private let scan: IndexScan

    /// O(attempt frames · features).
    init(_ index: SequenceIndex, _ attempt: FeatureSequence) {
        self.index = index
        self.attempt = attempt
        let centre = SharedFloats(index.projection.centre)
        let error = RoundingError(
            terms: index.layout.packedDepth,
            squares: index.largest + attempt.largestSquare(around: centre.floats))
        scan = IndexScan(index, attempt, centre: centre, error, pack: index.packing)
    }

    /// Closer bounds, sixteen sequences at a time. Those above a limit are left out. Where there are few, aligning them is as
    /// fast, and they come back with a bound of 0.
    func refined(_ sequences: [Int], below limit: Double, threads: Int) -> [SequenceIndex.Match] {
        guard sequences.count > IndexScan.side / 2 else {
            return sequences.map { SequenceIndex.Match(sequence: $0, distance: 0) }
        }
        return scan.bounds(sequences, below: limit, threads: threads)
    }

    /// The distances themselves; sequences with no finite path to the attempt are left out.
    func distances(_ sequences: [Int], threads: Int) -> [SequenceIndex.Match] {
        Parallel.map(sequences, threads: threads) { sequence -> SequenceIndex.Match? in
            let reference = index.frames(sequence)
            let alignment = FusedAlignment(
                layout: index.layout, rows: scan.rows.frameCount, columns: reference.frames, kernel: .best)
            let distance = attempt.withWarpingFrames { frames in
                try? alignment.distance(scan.rows, from: frames, reference, centre: scan.centre)
            }
            return distance.map { SequenceIndex.Match(sequence: sequence, distance: $0) }
        }.compactMap(\.self)
    }
}
