/// A recording that is still being made, whose NDJSON is handed over in pieces as they arrive.
///
/// The counterpart of ``LandmarkStream`` for who has no descriptor to read. Holds at most one unfinished line.
///
/// ```swift
/// var feed = LandmarkFeed()
/// if let frames = try feed.append(bytes) { … }
/// ```
public struct LandmarkFeed: Sendable {
    /// Bytes after which a line without an end is no line: a frame of every part has about 60 kB.
    public static let longestLine = 1 << 24

    private var live: LiveFrames
    private var rest: [UInt8] = []
    private var failure: LandmarkError?

    /// A feed of nothing yet; `reader` knows the facts.
    public init(_ reader: LandmarkReader = LandmarkReader()) { live = LiveFrames(reader) }

    /// Takes more bytes, cut anywhere, and gives the frames of the lines that they complete, if any. Linear in the bytes.
    ///
    /// Throws where a line is no frame, with its frame and byte in the whole feed; from then on it throws the same.
    public mutating func append(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip? {
        try bytes.withUnsafeBytes { (bytes) throws(LandmarkError) in try append(bytes, isLast: false) }
    }

    /// The end: gives the frame of a last line without a line break, if there is one.
    public mutating func finish() throws(LandmarkError) -> LandmarkClip? {
        try append(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    private mutating func append(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool
    ) throws(LandmarkError) -> LandmarkClip? {
        if let failure { throw failure }
        do throws(LandmarkError) {
            guard !rest.isEmpty else {
                let (consumed, clip) = try live.read(bytes, scanned: 0, isLast: isLast)
                try keep(bytes[consumed...])
                return clip
            }
            let scanned = rest.count
            rest.append(contentsOf: bytes)
            // Out of the property, so that reading it does not copy it.
            let text = rest
            rest = []
            let (consumed, clip) = try text.span.bytes.withUnsafeBytes { (all) throws(LandmarkError) in
                try live.read(all, scanned: scanned, isLast: isLast)
            }
            if consumed == 0 {
                rest = text
                try checkLength()
            } else {
                try text.span.bytes.withUnsafeBytes { (all) throws(LandmarkError) in
                    try keep(all[consumed...])
                }
            }
            return clip
        } catch {
            failure = error
            rest = []
            throw error
        }
    }

    private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) throws(LandmarkError) {
        guard !bytes.isEmpty else { return }
        rest.append(contentsOf: bytes)
        try checkLength()
    }

    private func checkLength() throws(LandmarkError) {
        guard rest.count <= Self.longestLine else {
            throw LandmarkError(
                "a line has no end within \(Self.longestLine >> 20) MiB", remedy: "send a frame a line")
        }
    }
}
