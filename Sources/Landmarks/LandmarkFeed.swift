/// A live recording whose NDJSON arrives in pieces from the caller.
///
/// The counterpart of ``LandmarkStream`` for callers without a descriptor. It holds at most one unfinished
/// line.
///
/// ```swift
/// var feed = LandmarkFeed()
/// if let frames = try feed.append(bytes) { … }
/// ```
public struct LandmarkFeed: Sendable {
    /// The longest line in bytes; a longer one is an error. A frame of every part has about 60 kB.
    public static let longestLine = 1 << 24

    private var live: LiveFrames
    private var rest: [UInt8] = []
    private var failure: LandmarkError?

    /// An empty feed; `reader` supplies facts and parts.
    public init(_ reader: LandmarkReader = LandmarkReader()) { live = LiveFrames(reader) }

    /// Takes more bytes, cut anywhere, and returns the frames of the lines that they complete, if any.
    /// O(bytes).
    ///
    /// Throws where a line is not a frame, with its frame and byte in the whole feed; every later call throws
    /// the same error.
    public mutating func append(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip? {
        try bytes.withUnsafeBytes { (bytes) throws(LandmarkError) in try append(bytes, isLast: false) }
    }

    /// Ends the feed, and returns the frame of a last line without a line break, if there is one.
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
            // Moved out of the property: reading a local array does not copy it.
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
                "a line has no end within \(Self.longestLine >> 20) MiB", remedy: "send one frame per line")
        }
    }
}
