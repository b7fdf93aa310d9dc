/// A number of a `.npy` file, converted to float32. The generic conversion loop is specialised for each type.
protocol NumpyNumber {
    static var size: Int { get }
    static func load(_ bytes: RawSpan, at offset: Int) -> Float
}

enum NumpyFloat32Little: NumpyNumber {
    static var size: Int { 4 }
    @inline(__always)
    static func load(_ bytes: RawSpan, at offset: Int) -> Float { bytes.float32(at: offset) }
}

enum NumpyFloat32Big: NumpyNumber {
    static var size: Int { 4 }
    @inline(__always)
    static func load(_ bytes: RawSpan, at offset: Int) -> Float {
        Float(bitPattern: bytes.uint32(at: offset).byteSwapped)
    }
}

enum NumpyFloat64Little: NumpyNumber {
    static var size: Int { 8 }
    @inline(__always)
    static func load(_ bytes: RawSpan, at offset: Int) -> Float {
        let bits = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Float(Double(bitPattern: UInt64(littleEndian: bits)))
    }
}

enum NumpyFloat64Big: NumpyNumber {
    static var size: Int { 8 }
    @inline(__always)
    static func load(_ bytes: RawSpan, at offset: Int) -> Float {
        let bits = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Float(Double(bitPattern: UInt64(bigEndian: bits)))
    }
}
