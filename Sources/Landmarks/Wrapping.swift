import CLandmarks

/// An encoding around a recording of any format: gzip, or UTF-16 as Windows writes text.
enum Wrapping: Hashable {
    case gzip
    case utf16(bigEndian: Bool)

    /// The unpacked size that is always allowed, in bytes.
    static let freeBytes = 64 << 20
    /// The unpacked bytes allowed per byte of gzip beyond that; landmarks expand to about ten.
    static let largestRatio = 64
    /// The largest unpacked size, in bytes.
    static let largest = 1 << 30

    /// The wrapping of the bytes; `nil` for none. O(1).
    init?(_ bytes: RawSpan) {
        guard bytes.byteCount >= 2 else { return nil }
        let isUTF32 =
            bytes.byteCount >= 4 && bytes.byte(at: 2) == 0 && bytes.byte(at: 3) == 0
            && bytes.byte(at: 0) != 0x1F
        switch (bytes.byte(at: 0), bytes.byte(at: 1)) {
        case (0x1F, 0x8B): self = .gzip
        case (0xFF, 0xFE) where !isUTF32: self = .utf16(bigEndian: false)
        case (0xFE, 0xFF): self = .utf16(bigEndian: true)
        // UTF-16 without a byte order mark, recognised by the first character of JSON.
        case (UInt8(ascii: "{"), 0) where !isUTF32, (UInt8(ascii: "["), 0) where !isUTF32:
            self = .utf16(bigEndian: false)
        case (0, UInt8(ascii: "{")), (0, UInt8(ascii: "[")): self = .utf16(bigEndian: true)
        default: return nil
        }
    }

    /// The bytes without their wrapping; `nil` where there is none. O(bytes of the result).
    ///
    /// - Throws: an error for damaged gzip, and for gzip whose content exceeds the limits above.
    static func unwrapped(_ bytes: RawSpan) throws(LandmarkError) -> InputBytes? {
        guard let outer = Wrapping(bytes) else { return nil }
        let input = try outer.unwrap(bytes)
        let inner = input.withBytes { Wrapping($0) }
        guard let inner else { return input }
        guard outer == .gzip, inner != .gzip else {
            throw LandmarkError(
                "the input is wrapped twice", remedy: "unpack it once, and give what is in it")
        }
        return try input.withBytes { (bytes) throws(LandmarkError) in try inner.unwrap(bytes) }
    }

    private func unwrap(_ bytes: RawSpan) throws(LandmarkError) -> InputBytes {
        switch self {
        case .gzip: try Self.inflated(bytes)
        case .utf16(let bigEndian): try Self.transcoded(bytes, bigEndian: bigEndian)
        }
    }

    /// The text as UTF-8. An unpaired surrogate becomes U+FFFD, which no key or number contains.
    private static func transcoded(_ bytes: RawSpan, bigEndian: Bool) throws(LandmarkError) -> InputBytes {
        guard bytes.byteCount % 2 == 0 else {
            throw LandmarkError(
                "the text is UTF-16, and its last character is cut off", at: .byte(bytes.byteCount - 1),
                remedy: "copy or save the file again, as UTF-8 if you can")
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.byteCount / 2)
        for place in stride(from: 0, to: bytes.byteCount, by: 2) {
            let unit = bytes.uint16(at: place)
            units.append(bigEndian ? unit.byteSwapped : unit)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return try InputBytes(Array(String(decoding: units, as: UTF16.self).utf8))
    }

    /// The content of gzip: one or more members, and zeros after them.
    private static func inflated(_ bytes: RawSpan) throws(LandmarkError) -> InputBytes {
        let allowed = min(
            largest,
            max(freeBytes, bytes.byteCount.multipliedReportingOverflow(by: largestRatio).partialValue))
        var output = try InputBytes(capacity: min(bytes.byteCount * 4, allowed))
        var stream = z_stream()
        // 16 selects gzip's header; 15 is the window.
        guard inflateInit2_(&stream, 16 + 15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .outOfMemory
        }
        defer { inflateEnd(&stream) }
        var offset = 0
        var status = Z_OK
        while true {
            if status == Z_STREAM_END {
                let rest = offset..<bytes.byteCount
                if rest.allSatisfy({ bytes.byte(at: $0) == 0 }) { return output }
                guard inflateReset(&stream) == Z_OK else { throw .outOfMemory }
            }
            let before = (offset, output.count)
            let chunk = InputBytes.chunk
            _ = try output.append(upTo: chunk) { room in
                bytes.withUnsafeBytes { bytes in
                    guard let base = bytes.baseAddress else { return 0 }
                    let given = min(bytes.count - offset, Int(UInt32.max) / 2)
                    stream.next_in = UnsafeMutablePointer(
                        mutating: base.assumingMemoryBound(to: UInt8.self) + offset)
                    stream.avail_in = UInt32(given)
                    stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.avail_out = UInt32(room.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    offset += given - Int(stream.avail_in)
                    return room.count - Int(stream.avail_out)
                }
            }
            guard output.count <= allowed else {
                throw LandmarkError(
                    "the gzip unpacks to more than \(allowed >> 20) MiB, \(largestRatio) times its size",
                    remedy: "give the recording alone, or unpack it yourself")
            }
            let isStuck = before == (offset, output.count)
            guard status == Z_STREAM_END || (status == Z_OK && !isStuck) else {
                let isCut = status == Z_BUF_ERROR || status == Z_OK
                throw LandmarkError(
                    isCut ? "the gzip is cut off" : "the gzip is damaged", at: .byte(offset),
                    remedy: "pack or copy the file again")
            }
        }
    }
}
