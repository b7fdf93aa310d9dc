import CWarping

/// First lower bounds of an attempt's distances to all sequences of an index, by their outlines.
struct IndexOutlines: Sendable {
    /// Frames of the attempt in a stretch: neighbours are alike, and half the boxes cost half as much.
    private static let stretch = 3

    private let index: SequenceIndex
    private let outline: SequenceOutline
    private let attemptFrames: Int
    private let error: RoundingError

    /// O(attempt frames · projected features).
    ///
    /// - Parameter projected: the attempt as the index projects it.
    init(_ index: SequenceIndex, _ projected: FeatureSequence, _ error: RoundingError) {
        self.index = index
        self.error = error
        attemptFrames = projected.frameCount
        outline = SequenceOutline(projected, stretches: (attemptFrames + Self.stretch - 1) / Self.stretch)
    }

    /// The bounds of all sequences, in their order; those that cannot be aligned are left out.
    /// O(sequences · attempt frames · projected features).
    func bounds(threads: Int) -> [SequenceIndex.Match] {
        let lanes = Int(WARPING_LANES)
        let dimension = index.projection.target.dimension
        let pieces = Parallel.pieces(of: (index.count + lanes - 1) / lanes, threads: threads)
        return Parallel.map(pieces, threads: threads) { piece in
            var matches: [SequenceIndex.Match] = []
            matches.reserveCapacity(piece.count * lanes)
            withUnsafeTemporaryAllocation(of: Float.self, capacity: lanes) { costs in
                for block in piece {
                    WarpingKernel.best.functions.pointee.outline(
                        dimension, outline.boxes, outline.frames, outline.frames.count,
                        index.outlines + block * SequenceOutline.floats(dimension: dimension),
                        costs.baseAddress)
                    for sequence in block * lanes..<min((block + 1) * lanes, index.count) {
                        let cost = costs[sequence - block * lanes]
                        guard cost < .infinity else { continue }
                        let frames = attemptFrames + index.frameCount(sequence)
                        matches.append(.init(sequence: sequence, distance: error.below(cost, frames: frames)))
                    }
                }
            }
            return matches
        }.flatMap(\.self)
    }
}
