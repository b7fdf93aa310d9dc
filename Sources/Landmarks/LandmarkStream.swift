/// A live recording, returned in parts as its frames arrive.
///
/// NDJSON is returned in bounded memory: each read of the descriptor gives the frames that it completes. Any
/// other format is returned whole, after its end.
///
/// ```swift
/// var stream = LandmarkStream()
/// while let frames = try stream.next() { … }
/// ```
public struct LandmarkStream: ~Copyable {
    private let reader: LandmarkReader
    private let descriptor: CInt
    private let name: String
    private var input: InputBytes?
    private var isLive = false
    private var hasEnded = false
    private var live: LiveFrames

    /// A stream from standard input.
    public init(_ reader: LandmarkReader = LandmarkReader()) {
        self.init(reader, descriptor: 0, name: "standard input")
    }

    init(_ reader: LandmarkReader, descriptor: CInt, name: String) {
        self.reader = reader
        self.descriptor = descriptor
        self.name = name
        live = LiveFrames(reader)
    }

    /// Waits for the next frames, at least one, and returns them; `nil` at the end.
    ///
    /// Throws where a line is not a frame, with its frame and byte in the whole stream, and for an empty
    /// stream.
    public mutating func next() throws(LandmarkError) -> LandmarkClip? {
        guard !hasEnded else { return nil }
        if !isLive {
            guard let whole = try begin() else { return nil }
            if !isLive { return whole }
            return whole.frameCount > 0 ? whole : try next()
        }
        while true {
            guard var text = input.take() else { return nil }
            let known = text.count
            hasEnded = try receive(&text) == 0
            let clip = try frames(of: text, scanned: known)
            if let clip { return clip }
            if hasEnded { return nil }
        }
    }

    /// Reads until the format is known. Returns the frames of NDJSON so far, and any other format whole.
    private mutating func begin() throws(LandmarkError) -> LandmarkClip? {
        let start = StreamReader(descriptor: descriptor, name: name, reader: reader)
        var text = try InputBytes(capacity: InputBytes.chunk)
        var kind = StreamReader.Kind.undecided
        while kind == .undecided {
            let known = text.count
            if try receive(&text) == 0 { break }
            kind = start.kind(of: text, from: known)
        }
        if kind == .lines {
            isLive = true
            return try frames(of: text, scanned: 0) ?? LandmarkClip.empty
        }
        hasEnded = true
        if kind == .whole { try text.readToEnd(of: descriptor, named: name) }
        guard text.count > 0 else { throw .empty(name) }
        return try reader.read(text)
    }

    /// Appends the next bytes of the descriptor, and returns their number: 0 at the end. Waits for them.
    private mutating func receive(_ text: inout InputBytes) throws(LandmarkError) -> Int {
        do throws(InputFailure) {
            return try text.append(from: descriptor, limit: InputBytes.chunk)
        } catch {
            hasEnded = true
            throw LandmarkError(reading: name, failure: error)
        }
    }

    /// The frames of the complete lines, and of the last line where the stream has ended. The remaining bytes
    /// stay in ``input``.
    private mutating func frames(
        of text: consuming InputBytes, scanned: Int
    ) throws(LandmarkError) -> LandmarkClip? {
        let consumed: Int
        let clip: LandmarkClip?
        do throws(LandmarkError) {
            let all = UnsafeRawBufferPointer(start: text.start, count: text.count)
            (consumed, clip) = try live.read(all, scanned: scanned, isLast: hasEnded)
        } catch {
            hasEnded = true
            throw error
        }
        text.removeFirst(consumed)
        input = consume text
        return clip
    }
}

extension LandmarkClip {
    /// A clip without frames.
    fileprivate static var empty: LandmarkClip {
        LandmarkClip(
            layout: LandmarkLayout(parts: [.pose, .leftHand, .rightHand]), facts: SourceFacts(),
            frameCount: 0,
            timestamps: nil, values: [], flags: [])
    }
}
