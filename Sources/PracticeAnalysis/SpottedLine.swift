import Scoring

/// A sign of a live stream, as the line of JSON that says so.
public struct SpottedLine: Encodable {
    let gloss: String
    let start: Double
    let end: Double
    let score: Double

    enum CodingKeys: String, CodingKey {
        case gloss
        case start = "start_s"
        case end = "end_s"
        case score
    }

    /// The line of a sign.
    public init(_ sign: SpottedSign) {
        (gloss, start, end, score) = (sign.gloss, sign.start, sign.end, sign.score)
    }
}
