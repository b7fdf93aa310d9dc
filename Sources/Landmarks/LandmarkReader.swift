/// Reads a recording in any format of ``LandmarkFormat``, recognised from its content.
///
/// ```swift
/// let clip = try LandmarkReader().read(path: "attempt.json")
/// ```
///
/// Every coordinate of the clip is finite and at most ``LandmarkClip/coordinateLimit``; decimals become the nearest
/// float. Reading takes O(bytes) time, and memory within a small factor of the bytes that were really there,
/// whatever the file declares.
public struct LandmarkReader: Sendable {
    /// Facts that hold where the recording does not state them.
    public var assumed: SourceFacts
    /// Facts that hold whatever the recording states.
    public var overriding: SourceFacts

    /// A reader whose caller knows some facts.
    ///
    /// - Parameters:
    ///   - assuming: fills what the recording leaves unstated.
    ///   - overriding: wins over the recording, for what its maker knows better than the file, such as `mirrored`
    ///     and `dominantHand`.
    public init(assuming: SourceFacts = SourceFacts(), overriding: SourceFacts = SourceFacts()) {
        assumed = assuming
        self.overriding = overriding
    }

    /// Reads the recording at `path`: a file, a directory of numbered `.npy` frames, or `-` for standard input.
    ///
    /// A live stream of NDJSON on standard input is parsed line by line as it arrives. Throws for a path that
    /// cannot be read and for anything that is no recording, with the frame and byte where that is known.
    public func read(path: String) throws(LandmarkError) -> LandmarkClip {
        if path == "-" {
            return completed(try StreamReader(descriptor: 0, name: "standard input").read())
        }
        if InputBytes.isDirectory(path) { return completed(try NumpyReader.read(frameFilesIn: path)) }
        return try read(try InputBytes(path: path))
    }

    /// Reads a recording in memory. JSON is copied once, for the padding that its parser needs.
    public func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        switch format(of: bytes) {
        case .pose: completed(try PoseReader.read(bytes))
        case .npy: completed(try NumpyReader.read(bytes))
        case .json, .ndjson, nil: try read(try InputBytes(copying: bytes))
        }
    }

    /// Reads landmarks that are numbers in memory already. Copies them once.
    public func read(_ array: LandmarkArray) throws(LandmarkError) -> LandmarkClip {
        completed(try LandmarkClip(array))
    }

    /// Reads a recording in memory, without a copy.
    public func read(_ input: borrowing InputBytes) throws(LandmarkError) -> LandmarkClip {
        completed(try Self.clip(of: input))
    }

    /// The format of a recording, from its first bytes and, for NDJSON, its second line; `nil` for none of them.
    public func format(of bytes: RawSpan) -> LandmarkFormat? {
        if NumpyReader.recognises(bytes) { return .npy }
        let shape = bytes.withUnsafeBytes { JSONShape(of: $0) }
        switch shape {
        case .document: return .json
        case .lines: return .ndjson
        case .other: return PoseReader.recognises(bytes) ? .pose : nil
        }
    }

    static func clip(of input: borrowing InputBytes) throws(LandmarkError) -> LandmarkClip {
        let format = input.withBytes { LandmarkReader().format(of: $0) }
        switch format {
        case .json:
            let frames = try JSONFrames()
            try frames.readDocument(input)
            return try frames.clip()
        case .ndjson: return try NDJSONReader.clip(of: input)
        case .pose: return try input.withBytes { (bytes) throws(LandmarkError) in try PoseReader.read(bytes) }
        case .npy: return try input.withBytes { (bytes) throws(LandmarkError) in try NumpyReader.read(bytes) }
        case nil: throw input.withBytes { LandmarkError(unrecognised: $0) }
        }
    }

    /// The clip with the caller's facts.
    func completed(_ clip: LandmarkClip) -> LandmarkClip {
        var clip = clip
        clip.facts = overriding.filled(from: clip.facts).filled(from: assumed)
        return clip
    }
}

extension LandmarkError {
    /// What begins like no format.
    fileprivate init(unrecognised bytes: RawSpan) {
        guard bytes.byteCount > 0 else {
            self = .empty("the input")
            return
        }
        let first = bytes.withUnsafeBytes { $0.prefix(8).map(Self.hex).joined(separator: " ") }
        self.init(
            "the input begins with the bytes \(first), which no known format does", at: .byte(0),
            remedy: "give JSON or NDJSON of MediaPipe landmarks, .pose or .npy")
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
