import CWarping

extension SequenceIndex {
    /// The sequences nearest to an attempt, best first, equal ones in the index's order: exactly those of aligning every one.
    /// Sequences with no finite path to the attempt are left out.
    ///
    /// O(attempt frames · all frames · projected features), and an alignment for each sequence whose bound is below the
    /// distance of the last match.
    ///
    /// - Parameter threads: over which the work is spread; the result does not depend on it.
    /// - Throws: ``AlignmentError/noFrames``, ``AlignmentError/differentLayouts``.
    public func nearest(
        _ count: Int, to attempt: FeatureSequence, threads: Int = 1
    ) throws(AlignmentError) -> [Match] {
        try search(count, attempt, threads: threads).matches
    }

    /// What a search found and what it cost.
    package struct Search: Sendable {
        package var matches: [Match] = []
        /// Sequences that were aligned.
        package var aligned = 0
    }

    package func search(
        _ wanted: Int, _ attempt: FeatureSequence, threads: Int
    ) throws(AlignmentError) -> Search {
        guard count > 0, wanted > 0 else { return Search() }
        guard attempt.layout == layout else { throw .differentLayouts }
        guard attempt.frameCount > 0 else { throw .noFrames }
        let projected = projection(attempt)
        let bounding = Bounding(self, projected)
        let aligning = Aligning(self, attempt)
        var search = Search()
        var wave = 0..<Swift.min(Self.firstWave, chunks.count)
        while !wave.isEmpty {
            let limit = search.matches.count == wanted ? search.matches[wanted - 1].distance : .infinity
            var candidates = bounding.bounds(wave, below: limit, threads: threads)
            candidates.sort { ($0.distance, $0.sequence) < ($1.distance, $1.sequence) }
            var next = 0
            while next < candidates.count {
                let limit = search.matches.count == wanted ? search.matches[wanted - 1].distance : .infinity
                let batch = candidates[next...].prefix(threads == 1 ? 1 : 4 * threads)
                    .prefix { $0.distance <= limit }
                if batch.isEmpty { break }
                next += batch.count
                search.aligned += batch.count
                search.matches += aligning.distances(batch.map(\.sequence), threads: threads)
                search.matches.sort { ($0.distance, $0.sequence) < ($1.distance, $1.sequence) }
                search.matches = Array(search.matches.prefix(wanted))
            }
            // Later waves are scanned against what the earlier ones found, so they may be larger.
            wave = wave.upperBound..<Swift.min(3 * wave.upperBound, chunks.count)
        }
        return search
    }

    /// Chunks that are bounded before anything is aligned: with a thousand sequences all of them.
    private static let firstWave = 64

    /// Lower bounds by projected distances.
    private struct Bounding: Sendable {
        let index: SequenceIndex
        let rows: PackedRows
        /// What rounding may add to a distance between two frames. A squared distance is a sum of `depth` products and
        /// constants whose magnitudes are at most the two largest squared norms, each rounded to 2⁻²⁴ of the partial
        /// sum, and projected features are as much off again; √(x + e) ≤ √x + √e.
        let error: Double

        init(_ index: SequenceIndex, _ projected: FeatureSequence) {
            self.index = index
            rows = PackedRows(projected, centre: index.origin.centre, kernel: .best)
            let terms = Double(index.layout.dimension + projected.layout.packedDepth + 16)
            error = (terms * 0x1p-22 * (index.largest + projected.largestSquare)).squareRoot()
        }

        /// The bounds of the sequences of some chunks, those above a limit left out where that saves work.
        func bounds(_ wave: Range<Int>, below limit: Double, threads: Int) -> [Match] {
            let pieces = Parallel.pieces(of: wave.count, threads: threads)
            return Parallel.map(pieces, threads: threads) { piece in
                let scan = ChunkScan(rows, columns: index.header[.longest], kernel: .best)
                let layout = index.projection.target
                return layout.withWarpingLayout(centre: index.origin.centre) { cLayout in
                    piece.flatMap { place in
                        let chunk = index.chunks[wave.lowerBound + place]
                        let costs = scan.costs(
                            chunk, in: index.bounds, cLayout, depth: layout.packedDepth,
                            limits: limits(chunk, below: limit))
                        return (0..<16).compactMap { lane in bound(chunk, lane, costs[lane], below: limit) }
                    }
                }
            }.flatMap(\.self)
        }

        private func limits(_ chunk: PackedChunk, below limit: Double) -> InlineArray<16, Float> {
            guard limit.isFinite else { return InlineArray(repeating: .infinity) }
            return InlineArray { lane in
                let weight = Double(rows.frameCount + Int(chunk.lengths[lane]))
                return Float((limit + error) * weight * (1 + relative(weight))).nextUp
            }
        }

        private func bound(
            _ chunk: PackedChunk, _ lane: Int, _ cost: Float, below limit: Double
        ) -> Match? {
            guard chunk.members[lane] >= 0, cost < .infinity else { return nil }
            let weight = Double(rows.frameCount + Int(chunk.lengths[lane]))
            let bound = Double(cost) / weight * (1 - relative(weight)) - error
            guard bound <= limit else { return nil }
            return Match(sequence: Int(chunk.members[lane]), distance: bound)
        }

        /// What summing along a path in float32, and directions that are orthonormal to float32 only, may add to a cost.
        private func relative(_ weight: Double) -> Double { (weight + 64) * 0x1p-22 }
    }

    /// Distances by alignment.
    private struct Aligning: Sendable {
        let index: SequenceIndex
        let attempt: FeatureSequence
        let rows: PackedRows
        let centre: PackedContents

        init(_ index: SequenceIndex, _ attempt: FeatureSequence) {
            self.index = index
            self.attempt = attempt
            centre = PackedContents(centre: index.projection.centre, memory: AlignedMemory(floats: 0))
            rows = PackedRows(attempt, centre: centre.centre, kernel: .best)
        }

        func distances(_ sequences: [Int], threads: Int) -> [Match] {
            Parallel.map(sequences, threads: threads) { sequence -> Match? in
                let reference = index.frames(sequence)
                let alignment = FusedAlignment(
                    layout: index.layout, rows: rows.frameCount, columns: reference.frames, kernel: .best)
                let distance = attempt.withWarpingFrames { frames in
                    try? alignment.distance(rows, from: frames, reference, centre: centre.centre)
                }
                return distance.map { Match(sequence: sequence, distance: $0) }
            }.compactMap(\.self)
        }
    }
}
