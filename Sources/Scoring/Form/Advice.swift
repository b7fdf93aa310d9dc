import Landmarks
import Wording

/// The correction of a fault.
enum Advice: Equatable {
    /// Fingers by number, thumb 0.
    case fingers(straighten: [Int], bend: [Int])
    case openHand, closeHand
    case thumbOut, thumbIn
    /// The direction that the palm should face, in signing space.
    case face(SIMD3<Float>)
    /// The direction that the fingers should point, in signing space.
    case point(SIMD3<Float>)
    /// The hand should be turned as in the reference, which has no single direction to name.
    case turn
    case raise, lower
    /// In signing space, laid out as for a right-handed signer.
    case moveLeft, moveRight
    case moveTogether, moveApart
    /// The hand is idle and the sign needs it.
    case useHand
    case larger, smaller, otherWay
    /// The movement should be repeated as often as in the reference.
    case again
    case slower, faster

    /// The joint correction of both hands, of which one needs this and the other `other`; `nil` if the two
    /// differ.
    func together(with other: Advice) -> Advice? {
        switch (self, other) {
        case (.openHand, .openHand), (.closeHand, .closeHand), (.raise, .raise), (.lower, .lower),
            (.moveLeft, .moveLeft), (.moveRight, .moveRight), (.larger, .larger), (.smaller, .smaller),
            (.otherWay, .otherWay), (.again, .again):
            self
        // The dominant hand, which is named first, is on the right of signing space.
        case (.moveLeft, .moveRight): .moveTogether
        case (.moveRight, .moveLeft): .moveApart
        case (.fingers, .fingers): self == other ? self : nil
        default: nil
        }
    }

    /// The correction as a message.
    ///
    /// - Parameters:
    ///   - sides: the signer's hands concerned.
    ///   - isReflected: whether the signer is left-handed, so that signing space is mirrored.
    ///   - size: the size of the finding, in its unit.
    func message(_ sides: [Handedness], isReflected: Bool, size: Double, unit: Finding.Unit) -> Message {
        let hands = Message.Parameter.text(sides.count > 1 ? "both" : Self.side(sides))
        func direction(_ way: SIMD3<Float>) -> [String: Message.Parameter?] {
            let (towards, also) = Self.direction(way, isReflected: isReflected)
            return ["hands": hands, "towards": .text(towards), "also": also.map { .text($0) }]
        }
        func sized(_ about: String) -> [String: Message.Parameter?] {
            ["hands": hands, "amount": .number(size), "unit": .text(unit.rawValue), "about": .text(about)]
        }
        func fingers(_ numbers: [Int]) -> Message.Parameter { .list(numbers.map { Self.fingers[$0] }) }
        switch self {
        case .fingers(let straight, let bent) where bent.isEmpty:
            return Message(.straightenFingers, ["hands": hands, "fingers": fingers(straight)])
        case .fingers(let straight, let bent) where straight.isEmpty:
            return Message(.bendFingers, ["hands": hands, "fingers": fingers(bent)])
        case .fingers(let straight, let bent):
            return Message(
                .straightenAndBendFingers,
                ["hands": hands, "straighten": fingers(straight), "bend": fingers(bent)])
        case .openHand: return Message(.openHand, ["hands": hands])
        case .closeHand: return Message(.closeHand, ["hands": hands])
        case .thumbOut: return Message(.thumbOut, ["hands": hands])
        case .thumbIn: return Message(.thumbIn, ["hands": hands])
        case .face(let way): return Message(.facePalm, direction(way))
        case .point(let way): return Message(.pointFingers, direction(way))
        case .turn: return Message(.turnHand, ["hands": hands])
        case .raise: return Message(.raiseHand, sized(Self.distance(size)))
        case .lower: return Message(.lowerHand, sized(Self.distance(size)))
        case .moveLeft, .moveRight:
            let isLeft = (self == .moveLeft) != isReflected
            return Message(isLeft ? .moveHandLeft : .moveHandRight, sized(Self.distance(size)))
        case .moveTogether, .moveApart:
            var parameters = sized(Self.distance(size))
            parameters["hands"] = nil
            return Message(self == .moveTogether ? .moveHandsTogether : .moveHandsApart, parameters)
        case .useHand: return Message(.useHand, ["hands": hands])
        case .larger: return Message(.largerMovement, sized(Self.tooSmall(size)))
        case .smaller: return Message(.smallerMovement, sized(Self.tooLarge(size)))
        case .otherWay: return Message(.otherWay, ["hands": hands])
        case .again: return Message(.repeatMovement, ["hands": hands])
        case .slower: return Message(.signSlower, ["amount": .number(size)])
        case .faster: return Message(.signFaster, ["amount": .number(size)])
        }
    }

    /// The names of fingers in messages, by number.
    static let fingers = ["thumb", "index", "middle", "ring", "little"]

    private static func side(_ sides: [Handedness]) -> String { (sides.first ?? .right).rawValue }

    /// A direction in signing space, from the signer's view: its main axis, and a second axis if the direction lies
    /// between two.
    private static func direction(_ vector: SIMD3<Float>, isReflected: Bool) -> (
        towards: String, also: String?
    ) {
        let names = [
            // x grows to the left of a right-handed signer; a left-handed signer is reflected.
            (abs(vector.x), (vector.x > 0) != isReflected ? "left" : "right"),
            (abs(vector.y), vector.y > 0 ? "down" : "up"),
            (abs(vector.z), vector.z < 0 ? "camera" : "signer"),
        ].sorted { $0.0 > $1.0 }
        return (names[0].1, names[1].0 >= 0.45 * names[0].0 ? names[1].1 : nil)
    }

    /// A distance in visible units: a hand is about a quarter of a shoulder width across.
    private static func distance(_ shoulderWidths: Double) -> String {
        switch shoulderWidths {
        case ..<0.38: "hand_width"
        case ..<0.75: "half_shoulder"
        case ..<1.3: "shoulder"
        default: "more_than_shoulder"
        }
    }

    private static func tooSmall(_ times: Double) -> String {
        switch times {
        case ..<1.7: "somewhat"
        case ..<2.5: "half"
        case ..<3.5: "third"
        default: "hardly"
        }
    }

    private static func tooLarge(_ times: Double) -> String {
        switch times {
        case ..<1.7: "somewhat"
        case ..<2.5: "twice"
        default: "thrice"
        }
    }
}

extension Feedback.Moment {
    /// Whether the moment is about tempo, which does not affect the score.
    package var isOfTempo: Bool { correction?.known == .signSlower || correction?.known == .signFaster }
}
