import SigningSpace

/// The figure of a clip, frame by frame.
public struct FigureTracks: Sendable, Hashable, Encodable {
    /// The signer of a reference take; `nil` for an attempt.
    public let signer: String?
    /// The time of the first frame, in seconds of the recording.
    public let start: Double
    /// By ``FigurePart``: for each frame x, y and z of each point in turn, in thousandths of a shoulder width; `nil` where
    /// the part was not seen.
    public let parts: [FigurePart: [[Int]?]]

    /// The figure of a clip. O(frames · points).
    public init(_ clip: SigningClip, signer: String? = nil) {
        self.signer = signer
        start = clip.time(ofFrame: 0).rounded(toDecimals: 3)
        parts = Dictionary(
            uniqueKeysWithValues: FigurePart.allCases.map { part in
                let frames = (0..<clip.frameCount).map { frame in
                    clip.points(of: part, frame: frame)?.flatMap(Replay.thousandths)
                }
                return (part, frames)
            })
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(signer, forKey: Key(stringValue: "signer"))
        try container.encode(start, forKey: Key(stringValue: "start_s"))
        for (part, frames) in parts { try container.encode(frames, forKey: Key(stringValue: part.rawValue)) }
    }
}
