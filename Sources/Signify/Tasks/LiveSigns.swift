import Landmarks
import Scoring

/// The signs of a recording that is still being made, each as soon as it is certain, usually within a second of its end.
///
/// ```swift
/// var signs = LiveSigns(try store.models(of: nil))
/// for sign in try signs.append(bytes) { print(sign.gloss, sign.start, sign.score) }
/// ```
///
/// NDJSON, a frame a line, cut anywhere. Bounded memory, however long the stream is.
public struct LiveSigns: Sendable {
    private var feed: LandmarkFeed
    private var spotter: StreamSpotter

    /// A stream of nothing yet, in which `models` are looked for; `reader` knows the facts.
    public init(_ models: [SignModel], reader: LandmarkReader = LandmarkReader()) {
        feed = LandmarkFeed(reader)
        spotter = StreamSpotter(models)
    }

    /// Takes more bytes and gives the signs that are certain by them. Linear in the bytes, and in the signs looked for.
    ///
    /// Throws ``LandmarkError`` for a line that is no frame, ``ScoringError``; after it the stream is over.
    public mutating func append(_ bytes: RawSpan) throws -> [SpottedSign] {
        try feed.append(bytes).map { try spotter.append($0) } ?? []
    }

    /// Takes frames that were read elsewhere. Throws ``ScoringError``.
    public mutating func append(_ frames: LandmarkClip) throws -> [SpottedSign] {
        try spotter.append(frames)
    }

    /// The end: the signs that nothing more can change. Throws as ``append(_:)-(RawSpan)``.
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

    /// Gloss, seconds of the recording, and score.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(gloss, forKey: .gloss)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(score, forKey: .score)
    }
}
