import CWarping

/// An index laid out in memory as it is in a file.
struct IndexImage {
    let header: IndexHeader
    let memory: IndexMemory
    let projection: SequenceProjection

    /// Lays out sequences of one layout. O(all frames · features).
    init(
        _ labelled: [(label: String, sequence: FeatureSequence)], layout: FeatureLayout, dimensions: Int?
    ) {
        let sequences = labelled.map(\.sequence)
        let labels = labelled.map { Array($0.label.utf8) }
        let projection = SequenceProjection(
            sequences, layout: layout, centre: sequences.centre(layout), dimensions: dimensions)
        var header = IndexHeader()
        header[.sequences] = sequences.count
        header[.dimension] = layout.dimension
        header[.groups] = layout.groups.count
        header[.boundDimension] = projection.target.dimension
        header[.boundGroups] = projection.groups.count
        header[.longest] = sequences.map(\.frameCount).max() ?? 0
        header[.labelBytes] = labels.reduce(0) { $0 + $1.count }
        let frames = sequences.reduce(0) { $0 + $1.frameCount }
        var end = IndexHeader.byteCount
        for section in IndexHeader.sections {
            header[section] = end
            let size = header.size(section, frames: frames)
            end = (end + size + AlignedMemory.line - 1) / AlignedMemory.line * AlignedMemory.line
        }
        header[.byteCount] = end
        let memory = IndexMemory(byteCount: end)

        Self.store(layout, projection, to: memory.start, header)
        var entry = IndexEntry(firstFrame: 0, frames: 0, label: 0, labelBytes: 0, hasGaps: false)
        for (place, sequence) in sequences.enumerated() {
            entry.frames = sequence.frameCount
            entry.labelBytes = labels[place].count
            entry.hasGaps = sequence.seen.contains(false)
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
        let largest = Self.fillBounds(sequences, projection, to: memory, header)
        header[.largest] = Int(Int64(bitPattern: largest.whole.bitPattern))
        header[.boundLargest] = Int(Int64(bitPattern: largest.projected.bitPattern))
        header.store(to: memory.start)
        self.header = header
        self.memory = memory
        self.projection = projection
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

    /// Projects and outlines, sixteen sequences at a time, and gives the largest squared norms.
    private static func fillBounds(
        _ sequences: [FeatureSequence], _ projection: SequenceProjection, to memory: IndexMemory,
        _ header: IndexHeader
    ) -> (whole: Double, projected: Double) {
        let (dimension, depth) = (projection.target.dimension, projection.target.packedDepth)
        let origin = SharedFloats([Float](repeating: 0, count: dimension))
        let firsts = Array(stride(from: 0, to: sequences.count, by: IndexScan.side))
        // Sequences do not overlap, nor do sixteen outlines: each thread writes its own.
        let largest = Parallel.map(firsts) { first in
            let outlines =
                (memory.start + header[.outlines]).assumingMemoryBound(to: Float.self)
                + first / IndexScan.side * SequenceOutline.floats(dimension: dimension)
            var (whole, projected) = (0.0, 0.0)
            for place in first..<min(first + IndexScan.side, sequences.count) {
                let sequence = projection(sequences[place])
                let entry = IndexEntry(memory.start + header[.table], place)
                let bounds = (memory.start + header[.bounds]).assumingMemoryBound(to: Float.self)
                PackedRuns.store(
                    sequence, centre: origin,
                    to: bounds + entry.firstFrame * PackedRuns.floats(depth: depth))
                SequenceOutline(sequence, stretches: Int(WARPING_STRETCHES))
                    .store(to: outlines, lane: place - first)
                whole = max(whole, sequences[place].largestSquare(around: projection.centre))
                projected = max(projected, sequence.largestSquare(around: origin.floats))
            }
            return (whole, projected)
        }
        return (largest.map(\.0).max() ?? 0, largest.map(\.1).max() ?? 0)
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        copyMemory(from: start, byteCount: bytes.count)
    }

    fileprivate func copyMemory(from bytes: [UInt8]) { bytes.withUnsafeBytes { copyMemory(from: $0) } }
}
