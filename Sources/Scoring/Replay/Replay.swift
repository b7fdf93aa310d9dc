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
    public internal(set) var feedback: Feedback
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

    /// A place in thousandths of a shoulder width. No picture shows a place farther than 100 shoulder widths, or one that is not
    /// a number, as the difference of two that are beyond all bounds.
    static func thousandths(_ place: SIMD3<Float>) -> [Int] {
        [place.x, place.y, place.z].map { $0.isNaN ? 0 : Int((min(max($0, -100), 100) * 1000).rounded()) }
    }
}

extension HandRole: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self == .dominant ? "dominant" : "other")
    }
}
