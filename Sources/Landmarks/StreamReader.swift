/// Reads a recording from a descriptor that may still receive data, such as standard input.
///
/// NDJSON is parsed line by line as it arrives, and its text dropped; any other format is read to its end
/// first.
struct StreamReader {
    let descriptor: CInt
    let name: String
    /// Reads formats other than NDJSON, and holds the parts to read.
    var reader = LandmarkReader()
    /// The most blank bytes after the first line before the reader stops waiting for a second line.
    private static let patience = 1 << 16

    func read() throws(LandmarkError) -> LandmarkClip {
        var input = try InputBytes(capacity: InputBytes.chunk)
        while true {
            let known = input.count
            guard try append(to: &input) > 0 else { break }
            switch kind(of: input, from: known) {
            case .undecided: continue
            case .lines: return try readLines(input)
            case .whole:
                try input.readToEnd(of: descriptor, named: name)
                return try reader.clip(of: input)
            }
        }
        guard input.count > 0 else { throw .empty(name) }
        return try reader.clip(of: input)
    }

    /// Whether the input is NDJSON, another format, or not yet known.
    enum Kind { case undecided, lines, whole }

    /// The kind of the input, known once the second line begins. Bytes before `known` hold no line break
    /// unless the second line has not begun yet.
    func kind(of input: borrowing InputBytes, from known: Int) -> Kind {
        let text = UnsafeRawBufferPointer(start: input.start, count: input.count)
        let first = JSONShape.skipWhitespace(text, from: JSONShape.startOfText(text))
        if first == text.count { return text.count > Self.patience ? .whole : .undecided }
        if text[first] != UInt8(ascii: "{") { return .whole }
        let recent = max(first, known - Self.patience)
        guard let lineBreak = text.firstLineBreak(from: recent) else { return .undecided }
        let isSecondHere = JSONShape.skipWhitespace(text, from: lineBreak) < text.count
        if !isSecondHere && text.count - lineBreak < Self.patience { return .undecided }
        return JSONShape(of: text) == .lines ? .lines : .whole
    }

    private func readLines(_ input: consuming InputBytes) throws(LandmarkError) -> LandmarkClip {
        var reader = try NDJSONReader(parts: reader.parts)
        var scanned = 0
        repeat {
            let text = UnsafeRawBufferPointer(start: input.start, count: input.count)
            let consumed = try reader.appendLines(of: text, scanned: scanned)
            input.removeFirst(consumed)
            scanned = input.count
        } while try append(to: &input) > 0
        let rest = UnsafeRawBufferPointer(start: input.start, count: input.count)
        if !rest.isEmpty { try reader.append(rest) }
        return try reader.finish()
    }

    private func append(to input: inout InputBytes) throws(LandmarkError) -> Int {
        do throws(InputFailure) {
            return try input.append(from: descriptor, limit: InputBytes.chunk)
        } catch {
            throw LandmarkError(reading: name, failure: error)
        }
    }
}
