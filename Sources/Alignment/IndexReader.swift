/// Reads what describes an index, and refuses what would lead out of it.
struct IndexReader {
    let path: String
    let memory: IndexMemory
    let header: IndexHeader

    /// More of anything than this is no index of signs, and would overflow below.
    private static let most = 1 << 40

    private func damaged(_ field: IndexHeader.Field) -> SequenceIndexError {
        .damaged(path: path, byte: 8 * field.rawValue)
    }

    /// Counts that are possible, and sections of which at least the describing ones lie in the file.
    func checkCounts() throws(SequenceIndexError) {
        guard header[.byteCount] == memory.byteCount else { throw damaged(.byteCount) }
        let counts: [IndexHeader.Field] = [
            .sequences, .dimension, .groups, .boundDimension, .boundGroups, .chunks, .longest, .labelBytes,
        ]
        for field in counts {
            guard (0...memory.byteCount).contains(header[field]) else { throw damaged(field) }
        }
        guard header[.boundGroups] <= header[.groups], header[.boundDimension] <= header[.dimension],
            header[.dimension] < 1 << 20, header[.groups] < 1 << 20
        else { throw damaged(.boundGroups) }
        for section in IndexHeader.sections {
            let start = header[section]
            guard (IndexHeader.byteCount...memory.byteCount).contains(start),
                start % AlignedMemory.line == 0
            else { throw damaged(section) }
        }
        for section in [IndexHeader.Field.layout, .projection, .table, .chunkTable, .labels] {
            try check(section, boundFloats: 0, frames: 0)
        }
    }

    private func check(
        _ section: IndexHeader.Field, boundFloats: Int, frames: Int
    ) throws(SequenceIndexError) {
        guard boundFloats < Self.most, frames < Self.most else { throw damaged(section) }
        let size = header.size(section, boundFloats: boundFloats, frames: frames)
        guard size <= memory.byteCount - header[section] else { throw damaged(section) }
    }

    func layout() throws(SequenceIndexError) -> FeatureLayout {
        var groups: [FeatureLayout.Group] = []
        var dimension = 0
        for group in 0..<header[.groups] {
            let place = header[.layout] + 8 * group
            let width = memory.start.load(fromByteOffset: place, as: Int32.self)
            guard width >= 0 else { throw .damaged(path: path, byte: place) }
            groups.append(
                .init(
                    width: Int(width),
                    mismatchCost: memory.start.load(fromByteOffset: place + 4, as: Float.self)))
            dimension += Int(width)
        }
        guard dimension == header[.dimension] else { throw damaged(.dimension) }
        return FeatureLayout(groups)
    }

    func projection(of layout: FeatureLayout) throws(SequenceIndexError) -> SequenceProjection {
        var groups: [Int] = []
        var widths: [Int] = []
        var numbers = 0
        for place in 0..<header[.boundGroups] {
            let byte = header[.layout] + 8 * (header[.groups] + place)
            let group = Int(memory.start.load(fromByteOffset: byte, as: Int32.self))
            let width = Int(memory.start.load(fromByteOffset: byte + 4, as: Int32.self))
            guard layout.groups.indices.contains(group), (0...layout.groups[group].width).contains(width)
            else { throw .damaged(path: path, byte: byte) }
            groups.append(group)
            widths.append(width)
            numbers += width * layout.groups[group].width
        }
        guard widths.reduce(0, +) == header[.boundDimension] else { throw damaged(.boundDimension) }
        let start = memory.start + header[.projection]
        let floats = UnsafeRawBufferPointer(start: start, count: 4 * (layout.dimension + numbers))
            .bindMemory(to: Float.self)
        return SequenceProjection(
            source: layout, centre: Array(floats.prefix(layout.dimension)), groups: groups, widths: widths,
            matrices: Array(floats.dropFirst(layout.dimension)))
    }

    func chunks(_ projection: SequenceProjection) throws(SequenceIndexError) -> [PackedChunk] {
        var chunks: [PackedChunk] = []
        chunks.reserveCapacity(header[.chunks])
        let table = memory.start + header[.table]
        for place in 0..<header[.chunks] {
            let chunk = PackedChunk(memory.start + header[.chunkTable], place)
            let byte = header[.chunkTable] + place * PackedChunk.byteCount
            guard chunk.columns >= 0, chunk.columns <= header[.longest], chunk.start >= 0,
                chunk.start < Self.most
            else { throw .damaged(path: path, byte: byte) }
            for lane in 0..<16 {
                let (member, length) = (Int(chunk.members[lane]), Int(chunk.lengths[lane]))
                let isFree = member < 0 && length == 0
                guard
                    isFree
                        || ((0..<header[.sequences]).contains(member)
                            && (1...max(1, chunk.columns)).contains(length)
                            && IndexEntry(table, member).frames == length)
                else { throw .damaged(path: path, byte: byte) }
            }
            chunks.append(chunk)
        }
        return chunks
    }

    /// Sections as long as what points into them says.
    func checkSections(
        _ layout: FeatureLayout, _ projection: SequenceProjection, _ chunks: [PackedChunk]
    ) throws(SequenceIndexError) {
        var boundFloats = 0
        for chunk in chunks {
            let end =
                chunk.start
                + PackedChunk.floats(columns: chunk.columns, depth: projection.target.packedDepth)
            boundFloats = max(boundFloats, end)
        }
        try check(.bounds, boundFloats: boundFloats, frames: 0)
        var frames = 0
        for place in 0..<header[.sequences] {
            let entry = IndexEntry(memory.start + header[.table], place)
            let byte = header[.table] + place * IndexEntry.byteCount
            guard entry.firstFrame == frames, entry.frames > 0, entry.frames <= header[.longest],
                entry.label >= 0, entry.labelBytes >= 0, entry.label <= header[.labelBytes],
                entry.labelBytes <= header[.labelBytes] - entry.label
            else { throw .damaged(path: path, byte: byte) }
            frames += entry.frames
        }
        try check(.values, boundFloats: 0, frames: frames)
        try check(.seen, boundFloats: 0, frames: frames)
    }
}
