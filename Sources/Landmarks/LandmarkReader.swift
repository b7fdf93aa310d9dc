/// Reads a recording in any format of ``LandmarkFormat``, recognised from its content.
///
/// ```swift
/// let clip = try LandmarkReader().read(path: "attempt.json")
/// ```
///
/// Every coordinate of the clip is finite and at most ``LandmarkClip/coordinateLimit``; decimals become the
/// nearest float. Reading takes O(bytes) time. Memory stays within a small factor of the bytes present,
/// whatever the file declares.
public struct LandmarkReader: Sendable {
    /// Facts used where the recording does not state them.
    public var assumed: SourceFacts
    /// Facts used in place of those of the recording.
    public var overriding: SourceFacts
    /// The parts to read; a clip holds those of them that the recording has.
    public var parts: Set<LandmarkPart>

    /// A reader with facts from the caller, or for some parts only.
    ///
    /// A part that is not read is skipped: in JSON its brackets and strings are checked, its numbers are not.
    /// Reading hands and pose takes about a third of the time of reading all parts.
    ///
    /// - Parameters:
    ///   - assuming: facts for those that the recording leaves unstated.
    ///   - overriding: facts that replace those of the recording, where the caller has better information,
    ///     such as `mirrored` and `dominantHand`.
    ///   - parts: the parts to read; all by default.
    public init(
        assuming: SourceFacts = SourceFacts(), overriding: SourceFacts = SourceFacts(),
        parts: Set<LandmarkPart> = Set(LandmarkPart.allCases)
    ) {
        assumed = assuming
        self.overriding = overriding
        self.parts = parts
    }

    /// Reads the recording at `path`: a file, a directory of numbered `.npy` frames, or `-` for standard input.
    ///
    /// NDJSON on standard input is parsed line by line as it arrives. Throws for a path that cannot be read
    /// and for input that is not a recording, with the frame and byte where known.
    public func read(path: String) throws(LandmarkError) -> LandmarkClip {
        if path == "-" {
            return completed(try StreamReader(descriptor: 0, name: "standard input", reader: self).read())
        }
        if InputBytes.isDirectory(path) {
            return completed(try NumpyReader.read(frameFilesIn: path, hand: loneHand).keeping(parts))
        }
        return try read(try InputBytes(path: path))
    }

    /// The side of a single hand, for formats that do not state it.
    private var loneHand: Handedness { overriding.dominantHand ?? assumed.dominantHand ?? .right }

    /// The image size that the caller states.
    private var statedSize: (width: Int, height: Int)? {
        guard let width = overriding.width, let height = overriding.height else { return nil }
        return (width, height)
    }

    /// Reads a recording in memory. JSON outside the usual form of producers is copied once, for the padding
    /// that its parser needs; gzip and UTF-16 are unpacked.
    public func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        if let plain = try Wrapping.unwrapped(bytes) { return try completed(clip(ofPlain: plain)) }
        // The scanner accepts only JSON. It runs first because the search for a second line visits every
        // byte.
        let frames = try JSONFrames(parts: parts)
        if frames.scanDocument(bytes) { return completed(try frames.clip()) }
        let format = format(of: bytes)
        if format == .json {
            let input = try InputBytes(copying: bytes)
            try frames.readDocument(input)
            return completed(try frames.clip())
        }
        return completed(try clip(of: bytes, format))
    }

    /// Reads landmarks from an array in memory, with one copy.
    public func read(_ array: LandmarkArray) throws(LandmarkError) -> LandmarkClip {
        completed(try LandmarkClip(array, hand: loneHand).keeping(parts))
    }

    /// Reads a recording in memory, without a copy.
    public func read(_ input: borrowing InputBytes) throws(LandmarkError) -> LandmarkClip {
        completed(try clip(of: input))
    }

    /// The recording without its gzip or UTF-16 wrapping; the input itself where there is none. O(bytes of
    /// the result).
    ///
    /// Every method that reads also unwraps; call this first to unwrap only once where you also call
    /// ``format(of:)``.
    ///
    /// - Throws: an error for damaged gzip, and for a result larger than both 64 MiB and 64 times its size,
    ///   or than 1 GiB.
    public static func unwrapped(_ input: consuming InputBytes) throws(LandmarkError) -> InputBytes {
        let plain = try input.withBytes { (bytes) throws(LandmarkError) in try Wrapping.unwrapped(bytes) }
        if let plain { return plain }
        return input
    }

    /// The format of a recording, from its first bytes and, for NDJSON, its second line; `nil` for an unknown
    /// format and for wrapped bytes (see ``unwrapped(_:)``).
    public func format(of bytes: RawSpan) -> LandmarkFormat? {
        if NumpyReader.recognises(bytes) { return .npy }
        let shape = bytes.withUnsafeBytes { JSONShape(of: $0) }
        switch shape {
        case .document: return .json
        case .lines: return .ndjson
        case .other:
            if ForeignFormat(bytes) != nil { return nil }
            return PoseReader.recognises(bytes) ? .pose : CSVReader.recognises(bytes) ? .csv : nil
        }
    }

    /// The clip without the caller's facts.
    func clip(of input: borrowing InputBytes) throws(LandmarkError) -> LandmarkClip {
        let plain = try input.withBytes { (bytes) throws(LandmarkError) in try Wrapping.unwrapped(bytes) }
        if let plain { return try clip(ofPlain: plain) }
        return try clip(ofPlain: input)
    }

    /// The same for bytes without a wrapping.
    private func clip(ofPlain input: borrowing InputBytes) throws(LandmarkError) -> LandmarkClip {
        let frames = try JSONFrames(parts: parts)
        let isRead: Bool = input.withBytes { frames.scanDocument($0) }
        if isRead { return try frames.clip() }
        let format = input.withBytes { self.format(of: $0) }
        guard format == .json else {
            return try input.withBytes { (bytes) throws(LandmarkError) in try clip(of: bytes, format) }
        }
        try frames.readDocument(input)
        return try frames.clip()
    }

    /// The same for formats that need no padding.
    private func clip(of bytes: RawSpan, _ format: LandmarkFormat?) throws(LandmarkError) -> LandmarkClip {
        switch format {
        case .ndjson: try NDJSONReader.clip(of: bytes, parts: parts)
        case .pose: try PoseReader.read(bytes, parts: parts, size: statedSize)
        case .npy: try NumpyReader.read(bytes, hand: loneHand).keeping(parts)
        case .csv: try CSVReader.read(bytes).keeping(parts)
        case .json, nil: throw LandmarkError(unrecognised: bytes)
        }
    }

    /// The clip with the caller's facts added.
    func completed(_ clip: LandmarkClip) -> LandmarkClip {
        var clip = clip
        clip.facts = overriding.filled(from: clip.facts).filled(from: assumed)
        return clip
    }
}

extension LandmarkError {
    /// The input begins like no known format.
    fileprivate init(unrecognised bytes: RawSpan) {
        guard bytes.byteCount > 0 else {
            self = .empty("the input")
            return
        }
        if let foreign = ForeignFormat(bytes) {
            self.init("this is \(foreign.name), which is not read", remedy: foreign.remedy)
            return
        }
        let first = bytes.withUnsafeBytes { $0.prefix(8).map(Self.hex).joined(separator: " ") }
        self.init(
            "the input begins with the bytes \(first), which no known format does", at: .byte(0),
            remedy: "give JSON or NDJSON of MediaPipe landmarks, .pose, .npy or CSV")
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
