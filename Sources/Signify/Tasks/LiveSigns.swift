import Landmarks
import Scoring

/// Spots signs in a live recording. A sign is returned when it is certain, usually within 1 s of its end.
///
/// ```swift
/// var signs = LiveSigns(try store.models(of: nil))
/// for sign in try signs.append(bytes) { print(sign.gloss, sign.start, sign.score) }
/// ```
///
/// The input is NDJSON, one frame per line, in pieces cut anywhere. Memory does not grow with the stream.
public struct LiveSigns: Sendable {
    private var feed: LandmarkFeed
    private var spotter: StreamSpotter

    /// A stream without frames, in which `models` are searched; `reader` has the facts of the recording.
    public init(_ models: [SignModel], reader: LandmarkReader = LandmarkReader()) {
        feed = LandmarkFeed(reader)
        spotter = StreamSpotter(models)
    }

    /// Reads the next bytes; returns the signs that became certain. Linear in the bytes and in the models.
    ///
    /// Throws ``LandmarkError`` for a line that is not a frame, and ``ScoringError``. After an error the
    /// stream is unusable.
    public mutating func append(_ bytes: RawSpan) throws -> [SpottedSign] {
        try feed.append(bytes).map { try spotter.append($0) } ?? []
    }

    /// The same for parsed frames. Throws ``ScoringError``.
    public mutating func append(_ frames: LandmarkClip) throws -> [SpottedSign] {
        try spotter.append(frames)
    }

    /// Ends the recording; returns the pending signs. Throws as ``append(_:)-(RawSpan)``.
    public mutating func finish() throws -> [SpottedSign] {
        let last = try feed.finish().map { try spotter.append($0) } ?? []
        return last + (try spotter.finish())
    }
}

extension SpottedSign: Encodable {
    enum CodingKeys: String, CodingKey {
        case gloss, score
        case start = "start_s"
        case end = "end_s"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(gloss, forKey: .gloss)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(score, forKey: .score)
    }
}
