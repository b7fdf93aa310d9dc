/// Where a sequence's frames and label are in an index: five 64-bit numbers.
struct IndexEntry {
    static let byteCount = 40

    /// Its first frame among those of all.
    var firstFrame: Int
    var frames: Int
    /// The label's first byte among those of all, and its length.
    var label: Int
    var labelBytes: Int
    /// Whether a frame lacks a group.
    var hasGaps: Bool

    init(firstFrame: Int, frames: Int, label: Int, labelBytes: Int, hasGaps: Bool) {
        self.firstFrame = firstFrame
        self.frames = frames
        self.label = label
        self.labelBytes = labelBytes
        self.hasGaps = hasGaps
    }

    /// The entry at a place of a table.
    init(_ table: UnsafeRawPointer, _ place: Int) {
        let entry = table + place * Self.byteCount
        firstFrame = Int(entry.load(as: Int64.self))
        frames = Int(entry.load(fromByteOffset: 8, as: Int64.self))
        label = Int(entry.load(fromByteOffset: 16, as: Int64.self))
        labelBytes = Int(entry.load(fromByteOffset: 24, as: Int64.self))
        hasGaps = entry.load(fromByteOffset: 32, as: Int64.self) != 0
    }

    func store(to table: UnsafeMutableRawPointer, _ place: Int) {
        let entry = table + place * Self.byteCount
        for (field, number) in [firstFrame, frames, label, labelBytes, hasGaps ? 1 : 0].enumerated() {
            entry.storeBytes(of: Int64(number), toByteOffset: 8 * field, as: Int64.self)
        }
    }
}
