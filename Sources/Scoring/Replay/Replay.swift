import Landmarks
import SigningSpace

/// An attempt and its nearest reference in one signing space, aligned in time, with the place of every fault: the data of a
/// moving picture.
///
/// Encodes to the JSON of `docs/schema/replay.schema.json`. Places are integers in thousandths of a shoulder width: x to the
/// left of a right-handed signer, y down, z away from the camera, from the shoulders' midpoint. A left-handed learner is
/// reflected into this space, as by a mirror.
public struct Replay: Sendable, Hashable, Encodable {
    /// The contract's version; 1.
    public let version: Int
    /// The feedback on the attempt, with its moments in the order of those of ``signs``.
    public let feedback: Feedback
    /// Frames per second of every track.
    public let frameRate: Double
    /// The learner's dominant hand.
    public let dominantHand: Handedness
    /// Whether the learner is reflected: a left-handed learner is laid out as a right-handed one.
    public let reflected: Bool
    /// The names of the points of every track.
    public let landmarks: PointNames
    /// The sign of a word; of a sentence each sign that was signed, in its order.
    public let signs: [Sign]

    enum CodingKeys: String, CodingKey {
        case version, feedback
        case frameRate = "frame_rate"
        case dominantHand = "dominant_hand"
        case reflected, landmarks, signs
    }

    init(_ feedback: Feedback, of attempt: SigningClip, signs: [Sign]) {
        version = 1
        self.feedback = feedback
        frameRate = SigningClip.frameRate
        dominantHand = attempt.dominantHand
        reflected = attempt.dominantHand == .left
        landmarks = PointNames()
        self.signs = signs
    }

    /// A replay with other feedback.
    init(_ replay: Replay, _ feedback: Feedback) {
        version = replay.version
        self.feedback = feedback
        frameRate = replay.frameRate
        dominantHand = replay.dominantHand
        reflected = replay.reflected
        landmarks = replay.landmarks
        signs = replay.signs
    }

    /// The names of the points of each track, in their order.
    public struct PointNames: Sendable, Hashable, Encodable {
        public let body = FigurePart.bodyNames
        public let face = FigurePart.faceNames
        public let hand = FigurePart.handNames
    }

    /// An attempt at one sign beside the nearest take of it.
    public struct Sign: Sendable, Hashable, Encodable {
        public let gloss: String
        public let attempt: FigureTracks
        public let reference: FigureTracks
        /// The warping path: pairs of frames of attempt and reference, from the first pair to the last. Each step advances
        /// one side or both by one frame.
        public let path: [[Int]]
        /// By ``Channel`` raw value, a value for each step of `path`: the deviation in tolerances, two decimals. Below 1
        /// it is right; `nil` where it was not measured, as in the movement from and to rest. The mean over the steps, each
        /// weighted by the frames that it advances, is the channel's deviation, from which its score follows.
        public let deviation: [String: [Double?]]
        /// The places of the feedback's moments of this sign, in their order.
        public let moments: [Moment]
    }

    /// The place of a moment of the feedback in the picture.
    public struct Moment: Sendable, Hashable, Encodable {
        /// The first and the last step of the path.
        public let steps: [Int]
        /// The step of the largest deviation.
        public let peak: Int
        /// A mark for each hand concerned; none for the tempo.
        public let marks: [Mark]
    }

    /// The part of a hand to correct.
    public struct Mark: Sendable, Hashable, Encodable {
        public let hand: HandRole
        /// The joints concerned, as indices of ``PointNames/hand``.
        public let joints: [Int]
        /// From where a part is to where it belongs, at the peak; none where the hand was not seen.
        public let arrows: [Arrow]
        /// The size of the correction, in `unit`, as in the feedback.
        public let amount: Double
        public let unit: String
    }

    public struct Arrow: Sendable, Hashable, Encodable {
        public let kind: Kind
        public let from: [Int]
        public let to: [Int]

        public enum Kind: String, Sendable, Hashable, Encodable {
            /// The palm belongs at `to`.
            case move
            /// A direction of the hand belongs at `to`: of its fingers, or out of its palm.
            case turn
            /// The tip of a finger belongs at `to`.
            case bend
            /// The farthest point of the movement belongs at `to`.
            case scale
            /// The movement goes from `from` to `to`.
            case reverse
            /// The movement goes to and fro between `from` and `to`.
            case `repeat`
        }

        init(_ kind: Kind, _ from: SIMD3<Float>, _ to: SIMD3<Float>) {
            self.kind = kind
            self.from = Replay.thousandths(from)
            self.to = Replay.thousandths(to)
        }
    }

    /// A place in thousandths of a shoulder width. No picture shows a place farther than 100 shoulder widths.
    static func thousandths(_ place: SIMD3<Float>) -> [Int] {
        [place.x, place.y, place.z].map { Int((min(max($0, -100), 100) * 1000).rounded()) }
    }
}

extension HandRole: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self == .dominant ? "dominant" : "other")
    }
}

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
