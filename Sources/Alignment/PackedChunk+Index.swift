extension PackedChunk {
    /// Bytes of a chunk in an index: members, lengths, start, columns, gaps.
    static let byteCount = 144

    /// The chunk at a place of a table.
    init(_ table: UnsafeRawPointer, _ place: Int) {
        let entry = table + place * Self.byteCount
        for lane in 0..<16 {
            members[lane] = entry.load(fromByteOffset: 4 * lane, as: Int32.self)
            lengths[lane] = entry.load(fromByteOffset: 64 + 4 * lane, as: Int32.self)
        }
        start = Int(entry.load(fromByteOffset: 128, as: Int64.self))
        columns = Int(entry.load(fromByteOffset: 136, as: Int32.self))
        hasGaps = entry.load(fromByteOffset: 140, as: Int32.self) != 0
    }

    func store(to table: UnsafeMutableRawPointer, _ place: Int) {
        let entry = table + place * Self.byteCount
        for lane in 0..<16 {
            entry.storeBytes(of: members[lane], toByteOffset: 4 * lane, as: Int32.self)
            entry.storeBytes(of: lengths[lane], toByteOffset: 64 + 4 * lane, as: Int32.self)
        }
        entry.storeBytes(of: Int64(start), toByteOffset: 128, as: Int64.self)
        entry.storeBytes(of: Int32(columns), toByteOffset: 136, as: Int32.self)
        entry.storeBytes(of: hasGaps ? 1 : 0, toByteOffset: 140, as: Int32.self)
    }
}
