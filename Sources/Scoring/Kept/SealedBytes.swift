import Foundation

/// Bytes that are kept with their length and a checksum, so that damaged and foreign ones are told from whole ones.
///
/// A header of 24 bytes: "SIGN", the format, the length of the content and its checksum. Numbers are little-endian.
enum SealedBytes {
    private static let magic: UInt32 = 0x4E47_4953
    private static let header = 24

    /// The content with its header. O(bytes).
    ///
    /// - Parameter format: the form of the content; another number for another form.
    static func seal(_ content: Data, format: UInt32) -> Data {
        var bytes = KeptWriter()
        bytes.add(magic)
        bytes.add(format)
        bytes.add(UInt64(content.count))
        bytes.add(content.withUnsafeBytes(checksum))
        return bytes.data + content
    }

    /// Calls `body` with the content; `nil` unless it is whole and of the format. O(bytes).
    static func open<Value>(
        _ sealed: Data, format: UInt32, _ body: (inout KeptReader) -> Value?
    ) -> Value? {
        sealed.withUnsafeBytes { bytes in
            var reader = KeptReader(bytes)
            guard reader.number() == magic, reader.number() == format,
                let count: UInt64 = reader.number(), let sum: UInt64 = reader.number(),
                count == UInt64(bytes.count - header)
            else { return nil }
            guard checksum(UnsafeRawBufferPointer(rebasing: bytes[header...])) == sum else { return nil }
            return body(&reader)
        }
    }

    /// A checksum of 64 bits, in four lanes of words. A step maps different states to different states, and so does the
    /// joining of the lanes: damage within one word of eight bytes always changes it, other damage all but always.
    private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
        func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
            let product = (state ^ word) &* prime
            return product ^ (product >> 32)
        }
        func word(_ place: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
        }
        let words = bytes.count / 8
        // Variables of their own: a product waits for the one before it, and four of them do not.
        var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        for place in stride(from: 0, to: words / 4 * 4, by: 4) {
            first = step(first, word(place))
            second = step(second, word(place + 1))
            third = step(third, word(place + 2))
            fourth = step(fourth, word(place + 3))
        }
        var sum = UInt64(bytes.count)
        for lane in [first, second, third, fourth] { sum = step(sum, lane) }
        for place in words / 4 * 4..<words { sum = step(sum, word(place)) }
        for byte in bytes[(words * 8)...] { sum = step(sum, UInt64(byte)) }
        return sum
    }
}

/// Writes numbers, texts and arrays one after the other.
struct KeptWriter {
    private(set) var data = Data()

    mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }

    mutating func add(_ number: Double) { add(number.bitPattern) }

    /// At most 65,535 bytes of UTF-8; a longer text is cut, and then is not the one that is looked for.
    mutating func add(_ text: String) {
        let bytes = Array(text.utf8.prefix(Int(UInt16.max)))
        add(UInt16(bytes.count))
        data.append(contentsOf: bytes)
    }

    mutating func add(_ numbers: [Float]) { numbers.withUnsafeBytes { data.append(contentsOf: $0) } }

    mutating func add(_ flags: [Bool]) { data.append(contentsOf: flags.map { $0 ? 1 : 0 }) }
}

/// Reads what a ``KeptWriter`` wrote; `nil` past the end.
struct KeptReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>() -> Number? {
        take(MemoryLayout<Number>.size).map {
            Number(littleEndian: $0.loadUnaligned(as: Number.self))
        }
    }

    mutating func number() -> Double? { number().map { Double(bitPattern: $0) } }

    mutating func text() -> String? {
        guard let count: UInt16 = number(), let bytes = take(Int(count)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    mutating func floats(_ count: Int) -> [Float]? {
        let size = MemoryLayout<Float>.size
        guard count >= 0, count <= bytes.count / size, let bytes = take(count * size) else { return nil }
        return [Float](unsafeUninitializedCapacity: count) { buffer, written in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            written = count
        }
    }

    mutating func flags(_ count: Int) -> [Bool]? {
        take(count).map { bytes in
            [Bool](unsafeUninitializedCapacity: count) { buffer, written in
                for place in 0..<count { buffer.initializeElement(at: place, to: bytes[place] != 0) }
                written = count
            }
        }
    }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, count <= bytes.count - place else { return nil }
        defer { place += count }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
    }
}
