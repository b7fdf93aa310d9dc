#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The shape of a text, from its first characters.
enum JSONShape {
    /// An object or array.
    case document
    /// One object per line.
    case lines
    case other

    /// The shape of `text`: O(first line), without parsing JSON.
    ///
    /// NDJSON is recognised by its second object: inside one document no `{` follows a `}`.
    init(of text: UnsafeRawBufferPointer) {
        let first = Self.skipWhitespace(text, from: Self.startOfText(text))
        guard first < text.count, text[first] == UInt8(ascii: "{") || text[first] == UInt8(ascii: "[") else {
            self = .other
            return
        }
        self = .document
        guard text[first] == UInt8(ascii: "{"), let lineBreak = text.firstLineBreak(from: first) else {
            return
        }
        guard let last = text[first..<lineBreak].last(where: { !Self.isWhitespace($0) }) else { return }
        let second = Self.skipWhitespace(text, from: lineBreak)
        if last == UInt8(ascii: "}"), second < text.count, text[second] == UInt8(ascii: "{") { self = .lines }
    }

    /// The offset of the text after a byte order mark.
    static func startOfText(_ text: UnsafeRawBufferPointer) -> Int {
        text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    static func skipWhitespace(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        text[start...].firstIndex { !isWhitespace($0) } ?? text.count
    }

    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

extension UnsafeRawBufferPointer {
    /// The first line break from `start` on; `memchr` is about ten times as fast as a loop over bytes.
    func firstLineBreak(from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let found = memchr(base + start, 0x0A, count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
