/// Frames of NDJSON that comes in pieces, a batch of whole lines at a time.
struct LiveFrames: Sendable {
    private let reader: LandmarkReader
    /// Bytes and frames of the batches before, for the place of an error.
    private var bytes = 0
    private var frames = 0
    private var lastTime: Double?
    /// What earlier batches stated, as a first line of facts may.
    private var stated = SourceFacts()
    /// How the frames are timed, once that is settled.
    private var timing: FrameTimes.Timing?
    /// Whether the lines at hand wait for the next ones.
    private var isWaiting = false
    /// Frames that are waited for until the unit of their times has to be plain.
    private static let patience = 8

    /// No frames yet; `reader` knows the facts.
    init(_ reader: LandmarkReader) { self.reader = reader }

    /// Reads the complete lines at the start of `text`, and with `isLast` what follows them too. The search for the
    /// first break begins at `scanned`. Gives the bytes read, and the frames where there were any.
    ///
    /// Where the unit of the frames' times is not said, the first lines are not taken until it is told from them, or they
    /// are more than some.
    ///
    /// Throws where a line is no frame, with its frame and byte in the whole stream.
    mutating func read(
        _ text: UnsafeRawBufferPointer, scanned: Int, isLast: Bool
    ) throws(LandmarkError) -> (consumed: Int, clip: LandmarkClip?) {
        var lines = try NDJSONReader(parts: reader.parts)
        var consumed = 0
        do throws(LandmarkError) {
            consumed = try lines.appendLines(of: text, scanned: isWaiting ? 0 : scanned)
            if isLast, consumed < text.count {
                try lines.append(UnsafeRawBufferPointer(rebasing: text[consumed...]))
                consumed = text.count
            }
        } catch {
            throw error.shifted(frames: frames, bytes: bytes)
        }
        guard JSONShape.skipWhitespace(text, from: 0) < consumed else {
            bytes += consumed
            return (consumed, nil)
        }
        if lines.count == 0, !isLast {
            // Facts, and no frame yet.
            stated = stated.filled(from: lines.facts)
            bytes += consumed
            return (consumed, nil)
        }
        if timing == nil, lines.count > 0 {
            let (isUsed, clock) = try lines.clock()
            isWaiting = isUsed && clock == nil && lines.count < Self.patience && !isLast
            if isWaiting { return (0, nil) }
            if isUsed, clock == nil {
                // Their warning is given with these frames, once.
                bytes += consumed
                timing = FrameTimes.Timing.none
                return (consumed, try taken(lines.finish(.own)))
            }
            timing = clock.map { .by($0) }
        }
        bytes += consumed
        return (consumed, try taken(lines.finish(timing ?? .own)))
    }

    /// The frames as they are handed on.
    private mutating func taken(_ read: LandmarkClip) throws(LandmarkError) -> LandmarkClip {
        var read = read
        stated = stated.filled(from: read.facts)
        read.facts = stated
        let clip = reader.completed(read)
        try check(clip)
        frames += clip.frameCount
        return clip
    }

    /// Time does not run backwards between two batches either.
    private mutating func check(_ clip: LandmarkClip) throws(LandmarkError) {
        guard let times = clip.timestamps, let first = times.first else { return }
        if let lastTime, first < lastTime {
            throw .timeBackwards(frame: frames)
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
