/// The bytes of a `.pose` header under construction, little-endian.
struct PoseHeaderBuilder {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: Float) { append(value.bitPattern) }

    mutating func append(_ value: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// 16-bit numbers; the caller ensures that they fit.
    mutating func append(shorts: [Int]) {
        for value in shorts {
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }
    }

    /// A component of XYZC points.
    mutating func appendComponent(
        _ name: String, points: [String], limbs: [(Int, Int)], colours: [(Int, Int, Int)]
    ) {
        append(name)
        append(PoseExact.format)
        append(shorts: [points.count, limbs.count, colours.count])
        append(names: points)
        for limb in limbs { append(shorts: [limb.0, limb.1]) }
        for colour in colours { append(shorts: [colour.0, colour.1, colour.2]) }
    }

    /// Consecutive names, each preceded by its length.
    mutating func append(names: [String]) {
        for name in names { append(name) }
    }

    private mutating func append(_ text: String) {
        append(shorts: [text.utf8.count])
        bytes.append(contentsOf: text.utf8)
    }
}
