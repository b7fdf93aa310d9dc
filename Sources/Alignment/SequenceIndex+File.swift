extension SequenceIndex {
    /// The index in a file, mapped: opened without reading what no search has looked at yet. What would lead out of the
    /// file is looked for first. O(sequences).
    ///
    /// The file must not be changed while the index is used; ``write(to:)`` puts a new one in its place.
    ///
    /// - Throws: ``SequenceIndexError``.
    public init(contentsOf path: String) throws(SequenceIndexError) {
        let memory = try IndexMemory(mapping: path)
        guard memory.byteCount >= IndexHeader.byteCount else { throw .notAnIndex(path: path) }
        let header = IndexHeader(memory.start)
        guard header[.magic] == Int(IndexHeader.magic) else { throw .notAnIndex(path: path) }
        guard header[.version] == Int(IndexHeader.version) else { throw .otherVersion(path: path) }
        let reader = IndexReader(path: path, memory: memory, header: header)
        try reader.checkCounts()
        let layout = try reader.layout()
        let projection = try reader.projection(of: layout)
        try reader.checkSections()
        self.init(header: header, memory: memory, layout: layout, projection: projection)
    }
}
