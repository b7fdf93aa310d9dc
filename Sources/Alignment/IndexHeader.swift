/// What stands first in an index: counts, and where each section begins, as 64-bit numbers in the machine's order.
struct IndexHeader {
    /// A number of the header, by its place.
    enum Field: Int, CaseIterable {
        case magic, version, byteCount
        case sequences, dimension, groups, boundDimension, boundGroups, longest, labelBytes
        case layout, projection, table, outlines, bounds, values, seen, labels
        /// The largest squared norms of a frame, whole and projected, as the bits of Doubles.
        case largest, boundLargest
    }

    /// "SIGNINDX".
    static let magic: Int64 = 0x5844_4E49_4E47_4953
    /// Raised with every change of the layout.
    static let version: Int64 = 2
    static let byteCount = 256

    private var numbers = [Int64](repeating: 0, count: Field.allCases.count)

    init() {
        self[.magic] = Int(Self.magic)
        self[.version] = Int(Self.version)
    }

    /// The header at the start of `bytes`, of which there are at least ``byteCount``.
    init(_ bytes: UnsafeRawPointer) {
        for field in Field.allCases {
            numbers[field.rawValue] = bytes.load(fromByteOffset: 8 * field.rawValue, as: Int64.self)
        }
    }

    subscript(_ field: Field) -> Int {
        get { Int(numbers[field.rawValue]) }
        set { numbers[field.rawValue] = Int64(newValue) }
    }

    func store(to bytes: UnsafeMutableRawPointer) {
        for field in Field.allCases {
            bytes.storeBytes(of: numbers[field.rawValue], toByteOffset: 8 * field.rawValue, as: Int64.self)
        }
    }

    /// Bytes of each section, by what the counts say and how many frames all sequences have.
    func size(_ section: Field, frames: Int) -> Int {
        switch section {
        case .layout: 8 * (self[.groups] + self[.boundGroups])
        // The matrices are at most as large as all groups in full.
        case .projection: 4 * (self[.dimension] + self[.boundDimension] * self[.dimension])
        case .table: IndexEntry.byteCount * self[.sequences]
        case .outlines:
            4 * ((self[.sequences] + IndexScan.side - 1) / IndexScan.side)
                * SequenceOutline.floats(dimension: self[.boundDimension])
        case .bounds: 4 * frames * PackedRuns.floats(depth: self[.boundDimension] + 2 * self[.boundGroups])
        case .values: 4 * frames * self[.dimension]
        case .seen: frames * self[.groups]
        case .labels: self[.labelBytes]
        default: 0
        }
    }

    static let sections: [Field] = [
        .layout, .projection, .table, .outlines, .bounds, .values, .seen, .labels,
    ]
}
