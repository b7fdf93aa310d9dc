// Loads of little-endian numbers. Each load checks the span's bounds; none needs alignment.

extension RawSpan {
    @inline(__always)
    func uint16(at offset: Int) -> UInt16 {
        UInt16(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inline(__always)
    func uint32(at offset: Int) -> UInt32 {
        UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    func float32(at offset: Int) -> Float {
        Float(bitPattern: uint32(at: offset))
    }

    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// Whether the bytes of `range` equal `text`.
    func holds(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { byte(at: range.lowerBound + $0) == wanted[$0] }
        }
    }

    /// Whether the bytes from `offset` on begin with `wanted`.
    func holds(_ wanted: RawSpan, at offset: Int) -> Bool {
        let count = wanted.byteCount
        guard offset >= 0, byteCount - offset >= count else { return false }
        let words = count / 8
        for word in 0..<words {
            let place = word * 8
            guard
                unsafeLoadUnaligned(fromByteOffset: offset + place, as: UInt64.self)
                    == wanted.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            else { return false }
        }
        return (words * 8..<count).allSatisfy { byte(at: offset + $0) == wanted.byte(at: $0) }
    }

    /// The first 48 bytes of `range` as one printable line for a message.
    func quotation(of range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for offset in range.prefix(48) { bytes.append(byte(at: offset)) }
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control || scalar == "'" ? "?" : String(scalar)
        }
        return "'" + text.joined() + (range.count > 48 ? "…" : "") + "'"
    }
}
