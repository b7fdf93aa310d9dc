/// The dictionary in a `.npy` header: exactly the keys `descr`, `fortran_order` and `shape`, in any order and spacing.
///
/// NumPy writes it with Python's `repr`, and this type reads only that form. NumPy itself reads it with
/// `literal_eval`.
struct NumpyDictionary {
    /// The number type without its quotes; for a structured type, its whole text.
    let descr: Range<Int>
    let fortranOrder: Bool
    let shape: [Int]

    init(_ bytes: RawSpan, in range: Range<Int>) throws(LandmarkError) {
        var scanner = Scanner(offset: range.lowerBound, end: range.upperBound)
        var descr: Range<Int>?
        var fortranOrder: Bool?
        var shape: [Int]?
        try scanner.expect("{", in: bytes)
        while !scanner.accept("}", in: bytes) {
            let key = try scanner.quoted(in: bytes)
            try scanner.expect(":", in: bytes)
            if descr == nil, bytes.holds("descr", in: key) {
                descr = try scanner.type(in: bytes)
            } else if fortranOrder == nil, bytes.holds("fortran_order", in: key) {
                fortranOrder = try scanner.boolean(in: bytes)
            } else if shape == nil, bytes.holds("shape", in: key) {
                shape = try scanner.tuple(in: bytes)
            } else {
                throw Self.malformed("a key that is unknown or comes twice", at: key.lowerBound)
            }
            if !scanner.accept(",", in: bytes) {
                try scanner.expect("}", in: bytes)
                break
            }
        }
        scanner.skipSpace(in: bytes)
        guard scanner.offset == scanner.end else {
            throw Self.malformed("something after its end", at: scanner.offset)
        }
        guard let descr, let fortranOrder, let shape else {
            throw Self.malformed("no 'descr', 'fortran_order' or 'shape'", at: range.lowerBound)
        }
        self.descr = descr
        self.fortranOrder = fortranOrder
        self.shape = shape
    }

    private static func malformed(_ what: String, at offset: Int) -> LandmarkError {
        LandmarkError(
            "the .npy header's dictionary has \(what)", at: .byte(offset), remedy: "write it with numpy.save")
    }

    private struct Scanner {
        var offset: Int
        let end: Int

        mutating func skipSpace(in bytes: RawSpan) {
            while offset < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes.byte(at: offset)) { offset += 1 }
        }

        mutating func accept(_ character: Unicode.Scalar, in bytes: RawSpan) -> Bool {
            skipSpace(in: bytes)
            guard offset < end, UInt32(bytes.byte(at: offset)) == character.value else { return false }
            offset += 1
            return true
        }

        mutating func expect(_ character: Unicode.Scalar, in bytes: RawSpan) throws(LandmarkError) {
            guard accept(character, in: bytes) else { throw malformed("no '\(character)'", at: offset) }
        }

        /// A string in single or double quotes. None of the names needs an escape.
        mutating func quoted(in bytes: RawSpan) throws(LandmarkError) -> Range<Int> {
            skipSpace(in: bytes)
            let start = offset + 1
            guard offset < end, [0x22, 0x27].contains(bytes.byte(at: offset)) else {
                throw malformed("no quoted name", at: offset)
            }
            let quote = bytes.byte(at: offset)
            guard let close = (start..<end).first(where: { bytes.byte(at: $0) == quote }) else {
                throw malformed("a string without an end", at: offset)
            }
            offset = close + 1
            return start..<close
        }

        /// A quoted type, or a structured one up to its bracket, quoted in the error.
        mutating func type(in bytes: RawSpan) throws(LandmarkError) -> Range<Int> {
            skipSpace(in: bytes)
            guard offset < end, bytes.byte(at: offset) == UInt8(ascii: "[") else {
                return try quoted(in: bytes)
            }
            guard let close = (offset..<end).last(where: { bytes.byte(at: $0) == UInt8(ascii: "]") }) else {
                throw malformed("a list without an end", at: offset)
            }
            defer { offset = close + 1 }
            return offset..<close + 1
        }

        mutating func boolean(in bytes: RawSpan) throws(LandmarkError) -> Bool {
            skipSpace(in: bytes)
            for (text, value) in [("True" as StaticString, true), ("False", false)] {
                let range = offset..<offset + text.utf8CodeUnitCount
                if range.upperBound <= end, bytes.holds(text, in: range) {
                    offset = range.upperBound
                    return value
                }
            }
            throw malformed("a 'fortran_order' that is neither True nor False", at: offset)
        }

        /// A tuple of sizes: `()`, `(3,)`, `(2, 3)`, or `(2L, 3L)` from Python 2.
        mutating func tuple(in bytes: RawSpan) throws(LandmarkError) -> [Int] {
            var sizes: [Int] = []
            try expect("(", in: bytes)
            while !accept(")", in: bytes) {
                sizes.append(try integer(in: bytes))
                _ = accept("L", in: bytes)
                if !accept(",", in: bytes) {
                    try expect(")", in: bytes)
                    break
                }
            }
            return sizes
        }

        private mutating func integer(in bytes: RawSpan) throws(LandmarkError) -> Int {
            skipSpace(in: bytes)
            let start = offset
            var value = 0
            while offset < end, (0x30...0x39).contains(bytes.byte(at: offset)) {
                let (tens, first) = value.multipliedReportingOverflow(by: 10)
                let (sum, second) = tens.addingReportingOverflow(Int(bytes.byte(at: offset) - 0x30))
                guard !first, !second else { throw malformed("a size that no array has", at: start) }
                value = sum
                offset += 1
            }
            guard offset > start else { throw malformed("a size that is no number", at: start) }
            return value
        }

        private func malformed(_ what: String, at offset: Int) -> LandmarkError {
            NumpyDictionary.malformed(what, at: offset)
        }
    }
}
