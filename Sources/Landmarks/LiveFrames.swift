/// Frames of NDJSON that comes in pieces, a batch of whole lines at a time.
struct LiveFrames: Sendable {
    private let reader: LandmarkReader
    /// Bytes and frames of the batches before, for the place of an error.
    private var bytes = 0
    private var frames = 0
    private var lastTime: Double?

    /// No frames yet; `reader` knows the facts.
    init(_ reader: LandmarkReader) { self.reader = reader }

    /// Reads the complete lines at the start of `text`, and with `isLast` what follows them too. The search for the
    /// first break begins at `scanned`. Gives the bytes read, and the frames where there were any.
    ///
    /// Throws where a line is no frame, with its frame and byte in the whole stream.
    mutating func read(
        _ text: UnsafeRawBufferPointer, scanned: Int, isLast: Bool
    ) throws(LandmarkError) -> (consumed: Int, clip: LandmarkClip?) {
        var lines = try NDJSONReader(parts: reader.parts)
        var consumed = 0
        do throws(LandmarkError) {
            consumed = try lines.appendLines(of: text, scanned: scanned)
            if isLast, consumed < text.count {
                try lines.append(UnsafeRawBufferPointer(rebasing: text[consumed...]))
                consumed = text.count
            }
        } catch {
            throw error.shifted(frames: frames, bytes: bytes)
        }
        bytes += consumed
        guard JSONShape.skipWhitespace(text, from: 0) < consumed else { return (consumed, nil) }
        let clip = reader.completed(try lines.finish())
        try check(clip)
        frames += clip.frameCount
        return (consumed, clip)
    }

    /// Time does not run backwards between two batches either.
    private mutating func check(_ clip: LandmarkClip) throws(LandmarkError) {
        guard let times = clip.timestamps, let first = times.first else { return }
        if let lastTime, first < lastTime {
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
