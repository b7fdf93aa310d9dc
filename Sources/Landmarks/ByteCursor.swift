/// A position in untrusted bytes.
///
/// It holds offsets only: the bytes stay in the caller's span, which cannot be stored. Every step is checked
/// against the bytes present, so a declared size allocates nothing before its bytes are there.
struct ByteCursor {
    /// The offset of the next byte.
    private(set) var offset: Int
    /// One past the last byte.
    let end: Int

    /// Bytes not yet read.
    var left: Int { end - offset }

    init(over bytes: RawSpan, from offset: Int = 0) {
        self.offset = offset
        end = bytes.byteCount
    }

    /// Steps over `count` bytes and returns the offset of the first.
    ///
    /// - Throws: an error at the current byte with the element being read, the bytes it needs and the bytes
    ///   left.
    mutating func take(_ count: Int, _ what: @autoclosure () -> String) throws(LandmarkError) -> Int {
        guard count >= 0, count <= left else {
            throw LandmarkError(
                "the file ends inside \(what()): \(count) bytes expected, \(left) left", at: .byte(offset),
                remedy: "copy or export the file again, this one is cut short")
        }
        defer { offset += count }
        return offset
    }
}

/// The product of sizes that a file declares; `nil` where it exceeds `Int`.
func checkedProduct(_ factors: Int...) -> Int? {
    var product = 1
    for factor in factors {
        let (next, overflow) = product.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        product = next
    }
    return product
}
