/// Frames of NDJSON that arrives in pieces, one batch of whole lines at a time.
struct LiveFrames: Sendable {
    private let reader: LandmarkReader
    /// Bytes and frames of earlier batches, for the location of an error.
    private var bytes = 0
    private var frames = 0
    private var lastTime: Double?
    /// Facts stated in earlier batches, for example by a first line of facts.
    private var stated = SourceFacts()
    /// The timing of the frames, once it is determined.
    private var timing: FrameTimes.Timing?
    /// Whether lines are held back until more lines determine the unit of their times.
    private var isWaiting = false
    /// Frames after which the unit must be determined.
    private static let patience = 8

    /// A state without frames; `reader` supplies facts and parts.
    init(_ reader: LandmarkReader) { self.reader = reader }

    /// Reads the complete lines at the start of `text`, and with `isLast` also the rest. The search for the
    /// first line break begins at `scanned`. Returns the bytes read, and the frames, if any.
    ///
    /// Where the unit of the frames' times is not stated, the first lines are read again with the next ones
    /// until they determine it, or until they hold 8 frames.
    ///
    /// Throws where a line is not a frame, with its frame and byte in the whole stream.
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
            // Facts without a frame.
            stated = stated.filled(from: lines.facts)
            bytes += consumed
            return (consumed, nil)
        }
        if timing == nil, lines.count > 0 {
            let (isUsed, clock) = try lines.clock()
            isWaiting = isUsed && clock == nil && lines.count < Self.patience && !isLast
            if isWaiting { return (0, nil) }
            if isUsed, clock == nil {
                // This batch carries the warning, once.
                bytes += consumed
                timing = FrameTimes.Timing.none
                return (consumed, try taken(lines.finish(.own)))
            }
            timing = clock.map { .by($0) }
        }
        bytes += consumed
        return (consumed, try taken(lines.finish(timing ?? .own)))
    }

    /// Adds the facts so far to the frames, and checks the order of their times.
    private mutating func taken(_ read: LandmarkClip) throws(LandmarkError) -> LandmarkClip {
        var read = read
        stated = stated.filled(from: read.facts)
        read.facts = stated
        let clip = reader.completed(read)
        try check(clip)
        frames += clip.frameCount
        return clip
    }

    /// Times must not decrease between two batches.
    private mutating func check(_ clip: LandmarkClip) throws(LandmarkError) {
        guard let times = clip.timestamps, let first = times.first else { return }
        if let lastTime, first < lastTime {
            throw .timeBackwards(frame: frames)
        }
        lastTime = times[times.count - 1]
    }
}

extension LandmarkError {
    /// The error with its location in the whole stream, after `frames` frames and `bytes` bytes.
    fileprivate func shifted(frames: Int, bytes: Int) -> LandmarkError {
        switch location {
        case .file: self
        case .byte(let byte): LandmarkError(what, at: .byte(byte + bytes), remedy: remedy)
        case .frame(let frame, let byte):
            LandmarkError(what, at: .frame(frame + frames, byte: byte.map { $0 + bytes }), remedy: remedy)
        }
    }
}
