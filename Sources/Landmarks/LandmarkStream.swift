/// A recording that is still being made, handed on as its frames arrive.
///
/// NDJSON comes in the frames that each read of the descriptor brings, in bounded memory; any other format comes whole,
/// once it has ended.
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
    /// Bytes and frames of the batches before, for the place of an error.
    private var bytes = 0
    private var frames = 0
    private var lastTime: Double?

    /// A stream from standard input.
    public init(_ reader: LandmarkReader = LandmarkReader()) {
        self.init(reader, descriptor: 0, name: "standard input")
    }

    /// A stream from an open descriptor.
    init(_ reader: LandmarkReader, descriptor: CInt, name: String) {
        self.reader = reader
        self.descriptor = descriptor
        self.name = name
    }

    /// The next frames, one at least; `nil` at the end. Waits for them.
    ///
    /// Throws where a line is no frame, with its frame and byte in the whole stream, and for an empty stream.
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
            let received: Int
            do throws(InputFailure) {
                received = try text.append(from: descriptor, limit: InputBytes.chunk)
            } catch {
                hasEnded = true
                throw LandmarkError(reading: name, failure: error)
            }
            hasEnded = received == 0
            let clip = try frames(of: text, scanned: known)
            if let clip { return clip }
            if hasEnded { return nil }
        }
    }

    /// Reads until it is known what is coming: all of it where it is no NDJSON, else the lines so far.
    private mutating func begin() throws(LandmarkError) -> LandmarkClip? {
        let start = StreamReader(descriptor: descriptor, name: name)
        var text = try InputBytes(capacity: InputBytes.chunk)
        var kind = StreamReader.Kind.undecided
        while kind == .undecided {
            let known = text.count
            let received: Int
            do throws(InputFailure) {
                received = try text.append(from: descriptor, limit: InputBytes.chunk)
            } catch {
                hasEnded = true
                throw LandmarkError(reading: name, failure: error)
            }
            if received == 0 { break }
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

    /// The frames of the lines that are complete, and of the last one where the stream has ended. What is left stays in
    /// ``input``.
    private mutating func frames(
        of text: consuming InputBytes, scanned: Int
    ) throws(LandmarkError) -> LandmarkClip? {
        var lines = try NDJSONReader()
        var consumed = 0
        var isBlank = true
        do throws(LandmarkError) {
            let all = UnsafeRawBufferPointer(start: text.start, count: text.count)
            consumed = try lines.appendLines(of: all, scanned: scanned)
            if hasEnded, consumed < all.count {
                try lines.append(UnsafeRawBufferPointer(rebasing: all[consumed...]))
                consumed = all.count
            }
            isBlank = JSONShape.skipWhitespace(all, from: 0) >= consumed
        } catch {
            hasEnded = true
            throw error.shifted(frames: frames, bytes: bytes)
        }
        text.removeFirst(consumed)
        input = consume text
        bytes += consumed
        guard !isBlank else { return nil }
        let clip = reader.completed(try lines.finish())
        try check(clip)
        frames += clip.frameCount
        return clip
    }

    /// Time does not run backwards between two batches either.
    private mutating func check(_ clip: LandmarkClip) throws(LandmarkError) {
        guard let times = clip.timestamps, let first = times.first else { return }
        if let lastTime, first < lastTime {
            hasEnded = true
            throw LandmarkError(
                "the time goes backwards", at: .frame(frames, byte: nil),
                remedy: "write the frames in the order they were seen")
        }
        lastTime = times[times.count - 1]
    }
}

extension LandmarkError {
    /// The error in a batch that `frames` frames and `bytes` bytes stand before.
    fileprivate func shifted(frames: Int, bytes: Int) -> LandmarkError {
        switch location {
        case .file: self
        case .byte(let byte): LandmarkError(what, at: .byte(byte + bytes), remedy: remedy)
        case .frame(let frame, let byte):
            LandmarkError(what, at: .frame(frame + frames, byte: byte.map { $0 + bytes }), remedy: remedy)
        }
    }
}

extension LandmarkClip {
    /// No frames.
    fileprivate static var empty: LandmarkClip {
        LandmarkClip(
            layout: LandmarkLayout(parts: [.pose, .leftHand, .rightHand]), facts: SourceFacts(),
            frameCount: 0,
            timestamps: nil, values: [], flags: [])
    }
}
