import SigningSpace

/// A reference sign to watch: the figure of one take.
public struct Demonstration: Sendable, Hashable, Encodable {
    public let version = 1
    public let frameRate = SigningClip.frameRate
    public let landmarks = Replay.PointNames()
    /// One sign.
    public let signs: [Sign]

    public struct Sign: Sendable, Hashable, Encodable {
        public let gloss: String
        public let reference: FigureTracks
    }

    enum CodingKeys: String, CodingKey {
        case version
        case frameRate = "frame_rate"
        case landmarks, signs
    }

    /// The take that shows its hands best; among equal ones that of the median duration. O(takes · frames).
    public init(_ sign: ReferenceSign) {
        let middle = sign.takes.map(\.clip.duration).sorted()[sign.takes.count / 2]
        func rank(_ take: PreparedTake) -> (Double, Double) {
            (-(take.handCoverage * 20).rounded(), abs(take.clip.duration - middle))
        }
        let shown = sign.takes.min { rank($0) < rank($1) } ?? sign.takes[0]
        signs = [Sign(gloss: sign.gloss, reference: FigureTracks(shown.clip, signer: shown.signer))]
    }
}
