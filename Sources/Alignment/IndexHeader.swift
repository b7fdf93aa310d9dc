/// What stands first in an index: counts, and where each section begins, as 64-bit numbers in the machine's order.
struct IndexHeader {
    /// A number of the header, by its place.
    enum Field: Int, CaseIterable {
        case magic, version, byteCount
        case sequences, dimension, groups, boundDimension, boundGroups, chunks, longest, labelBytes
        case layout, projection, table, chunkTable, bounds, values, seen, labels
        /// The largest squared norms of a frame, whole and projected, as the bits of Doubles.
        case largest, boundLargest
    }

    /// "SIGNINDX".
    static let magic: Int64 = 0x5844_4E49_4E47_4953
    /// Raised with every change of the layout.
    static let version: Int64 = 1
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

    /// Bytes of each section, by what the counts say; the bounds' are known from the chunks only.
    func size(_ section: Field, boundFloats: Int, frames: Int) -> Int {
        switch section {
        case .layout: 8 * (self[.groups] + self[.boundGroups])
        // The matrices are at most as large as all groups in full.
        case .projection: 4 * (self[.dimension] + self[.boundDimension] * self[.dimension])
        case .table: 32 * self[.sequences]
        case .chunkTable: 144 * self[.chunks]
        case .bounds: 4 * boundFloats
        case .values: 4 * frames * self[.dimension]
        case .seen: frames * self[.groups]
        case .labels: self[.labelBytes]
        default: 0
        }
    }

    static let sections: [Field] = [
        .layout, .projection, .table, .chunkTable, .bounds, .values, .seen, .labels,
    ]
}
