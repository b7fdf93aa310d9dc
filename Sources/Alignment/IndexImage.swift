/// An index laid out in memory as it is in a file.
struct IndexImage {
    let header: IndexHeader
    let memory: IndexMemory
    let projection: SequenceProjection
    let chunks: [PackedChunk]

    /// Lays out sequences of one layout. O(all frames · features).
    init(
        _ labelled: [(label: String, sequence: FeatureSequence)], layout: FeatureLayout, dimensions: Int?
    ) {
        let sequences = labelled.map(\.sequence)
        let labels = labelled.map { Array($0.label.utf8) }
        let projection = SequenceProjection(
            sequences, layout: layout, centre: sequences.centre(layout), dimensions: dimensions)
        let depth = projection.target.packedDepth
        var chunks = PackedChunk.chunks(lengths: sequences.map(\.frameCount), depth: depth)
        let boundFloats = chunks.last.map { $0.start + PackedChunk.floats(columns: $0.columns, depth: depth) }

        var header = IndexHeader()
        header[.sequences] = sequences.count
        header[.dimension] = layout.dimension
        header[.groups] = layout.groups.count
        header[.boundDimension] = projection.target.dimension
        header[.boundGroups] = projection.groups.count
        header[.chunks] = chunks.count
        header[.longest] = chunks.last?.columns ?? 0
        header[.labelBytes] = labels.reduce(0) { $0 + $1.count }
        let frames = sequences.reduce(0) { $0 + $1.frameCount }
        var end = IndexHeader.byteCount
        for section in IndexHeader.sections {
            header[section] = end
            let size = header.size(section, boundFloats: boundFloats ?? 0, frames: frames)
            end = (end + size + AlignedMemory.line - 1) / AlignedMemory.line * AlignedMemory.line
        }
        header[.byteCount] = end
        let memory = IndexMemory(byteCount: end)

        Self.store(layout, projection, to: memory.start, header)
        var entry = IndexEntry(firstFrame: 0, frames: 0, label: 0, labelBytes: 0)
        for (place, sequence) in sequences.enumerated() {
            entry.frames = sequence.frameCount
            entry.labelBytes = labels[place].count
            entry.store(to: memory.start + header[.table], place)
            (memory.start + header[.labels] + entry.label).copyMemory(from: labels[place])
            sequence.values.withUnsafeBytes {
                (memory.start + header[.values] + 4 * entry.firstFrame * layout.dimension).copyMemory(
                    from: $0)
            }
            sequence.seen.withUnsafeBytes {
                (memory.start + header[.seen] + entry.firstFrame * layout.groups.count).copyMemory(from: $0)
            }
            entry.firstFrame += entry.frames
            entry.label += entry.labelBytes
        }
        let largest = Self.fillBounds(&chunks, of: memory, at: header[.bounds], sequences, projection)
        header[.largest] = Int(Int64(bitPattern: largest.whole.bitPattern))
        header[.boundLargest] = Int(Int64(bitPattern: largest.projected.bitPattern))
        for (place, chunk) in chunks.enumerated() {
            chunk.store(to: memory.start + header[.chunkTable], place)
        }
        header.store(to: memory.start)
        self.header = header
        self.memory = memory
        self.projection = projection
        self.chunks = chunks
    }

    private static func store(
        _ layout: FeatureLayout, _ projection: SequenceProjection, to start: UnsafeMutableRawPointer,
        _ header: IndexHeader
    ) {
        var place = start + header[.layout]
        for group in layout.groups {
            place.storeBytes(of: Int32(group.width), as: Int32.self)
            place.storeBytes(of: group.mismatchCost, toByteOffset: 4, as: Float.self)
            place += 8
        }
        for (group, target) in zip(projection.groups, projection.target.groups) {
            place.storeBytes(of: Int32(group), as: Int32.self)
            place.storeBytes(of: Int32(target.width), toByteOffset: 4, as: Int32.self)
            place += 8
        }
        let numbers = (start + header[.projection])
        projection.centre.withUnsafeBytes { numbers.copyMemory(from: $0) }
        projection.matrices.withUnsafeBytes { (numbers + 4 * layout.dimension).copyMemory(from: $0) }
    }

    /// Projects and packs, a chunk at a time, and gives the largest squared norms.
    private static func fillBounds(
        _ chunks: inout [PackedChunk], of memory: IndexMemory, at start: Int, _ sequences: [FeatureSequence],
        _ projection: SequenceProjection
    ) -> (whole: Double, projected: Double) {
        let origin = [Float](repeating: 0, count: projection.target.dimension)
        let filled = Parallel.map(Array(chunks.indices)) { [chunks] place in
            var chunk = chunks[place]
            let whole = chunk.sequences(of: sequences)
            let projected = whole.map { projection($0) }
            origin.withUnsafeBufferPointer { origin in
                guard let centre = origin.baseAddress else { return }
                // Chunks do not overlap: each thread writes its own.
                let floats = (memory.start + start).assumingMemoryBound(to: Float.self)
                chunk.fill(floats, with: projected, centre: centre, kernel: .best)
            }
            return (
                chunk, whole: whole.map { $0.largestSquare(around: projection.centre) }.max() ?? 0,
                projected: projected.map { $0.largestSquare(around: origin) }.max() ?? 0
            )
        }
        chunks = filled.map(\.0)
        return (filled.map(\.whole).max() ?? 0, filled.map(\.projected).max() ?? 0)
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        copyMemory(from: start, byteCount: bytes.count)
    }

    fileprivate func copyMemory(from bytes: [UInt8]) { bytes.withUnsafeBytes { copyMemory(from: $0) } }
}
