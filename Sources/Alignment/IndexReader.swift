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
            .sequences, .dimension, .groups, .boundDimension, .boundGroups, .longest, .labelBytes,
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
        for section in [IndexHeader.Field.layout, .projection, .table, .outlines, .labels] {
            try check(section, frames: 0)
        }
    }

    private func check(_ section: IndexHeader.Field, frames: Int) throws(SequenceIndexError) {
        guard frames < Self.most else { throw damaged(section) }
        let size = header.size(section, frames: frames)
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

    /// Entries that follow each other, and sections as long as they say.
    func checkSections() throws(SequenceIndexError) {
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
        for section in [IndexHeader.Field.bounds, .values, .seen] {
            try check(section, frames: frames)
        }
    }
}
