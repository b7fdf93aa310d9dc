/// Reads NDJSON, one frame per line, as the lines arrive.
///
/// The text of a line is dropped after parsing; the reader holds only the landmarks, 17 bytes each.
///
/// ```swift
/// var reader = try NDJSONReader()
/// while let line = nextLine() { try reader.append(line.utf8Span.span.bytes) }
/// let clip = try reader.finish()
/// ```
public struct NDJSONReader: ~Copyable, @unchecked Sendable {
    // Sendable: the parser behind the pointer has this one owner, which cannot be copied.
    private let frames: JSONFrames
    private var offset = 0
    private var failure: LandmarkError?

    /// A reader without lines that reads `parts`.
    public init(parts: Set<LandmarkPart> = Set(LandmarkPart.allCases)) throws(LandmarkError) {
        frames = try JSONFrames(parts: parts)
    }

    /// Reads one line, with or without its line break; skips a blank one. O(line).
    ///
    /// Throws where the line is not a frame in a form of ``LandmarkReader``. Bytes are counted from the first
    /// line on, with one byte of line break for a line that has none. After a throw every later call throws
    /// the same error.
    public mutating func append(_ line: RawSpan) throws(LandmarkError) {
        try line.withUnsafeBytes { (bytes) throws(LandmarkError) in try append(bytes) }
    }

    /// The clip of all lines so far: O(frames × landmarks). More lines may follow.
    ///
    /// Throws where no line holds a frame, or no frame a known key.
    public func finish() throws(LandmarkError) -> LandmarkClip { try finish(.own) }

    /// The clip of frames that may follow earlier ones.
    func finish(_ timing: FrameTimes.Timing) throws(LandmarkError) -> LandmarkClip {
        if let failure { throw failure }
        return try frames.clip(timing)
    }

    var count: Int { frames.count }

    /// The facts of camera and signer stated so far.
    var facts: SourceFacts { frames.facts }

    /// See ``JSONFrames/clock()``.
    func clock() throws(LandmarkError) -> (isUsed: Bool, clock: FrameClock?) { try frames.clock() }

    mutating func append(_ line: UnsafeRawBufferPointer) throws(LandmarkError) {
        if let failure { throw failure }
        // A byte order mark may begin the first line only.
        let mark = offset == 0 ? JSONShape.startOfText(line) : 0
        let text = UnsafeRawBufferPointer(rebasing: line[mark...])
        do throws(LandmarkError) {
            if !frames.scanLine(text) { try frames.readLine(text, at: offset + mark) }
        } catch {
            failure = error
            throw error
        }
        offset += line.count + (line.last == 0x0A ? 0 : 1)
    }

    /// Reads every complete line of `text`, and returns their bytes. The search for the first line break
    /// begins at `scanned`.
    mutating func appendLines(
        of text: UnsafeRawBufferPointer, scanned: Int = 0
    ) throws(LandmarkError) -> Int {
        var start = 0
        var search = scanned
        while let lineBreak = text.firstLineBreak(from: search) {
            try append(UnsafeRawBufferPointer(rebasing: text[start...lineBreak]))
            start = lineBreak + 1
            search = start
        }
        return start
    }

    /// The clip of a whole NDJSON text.
    static func clip(of bytes: RawSpan, parts: Set<LandmarkPart>) throws(LandmarkError) -> LandmarkClip {
        var reader = try NDJSONReader(parts: parts)
        try bytes.withUnsafeBytes { (text) throws(LandmarkError) in
            let consumed = try reader.appendLines(of: text)
            if consumed < text.count {
                try reader.append(UnsafeRawBufferPointer(rebasing: text[consumed...]))
            }
        }
        return try reader.finish()
    }
}
