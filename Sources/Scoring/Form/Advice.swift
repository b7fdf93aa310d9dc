import Landmarks

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

    /// The messages about tempo.
    fileprivate static let ofTempo: Set<String> = Set(
        [Advice.slower, .faster].map { $0.message([], isReflected: false, size: 1) })

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

    /// The plain names of fingers, by number.
    static let fingers = ["thumb", "index finger", "middle finger", "ring finger", "little finger"]

    /// One sentence for the learner.
    ///
    /// - Parameters:
    ///   - sides: the signer's hands concerned.
    ///   - isReflected: whether the signer is left-handed, so that signing space is mirrored.
    ///   - size: the size of the finding, in its unit.
    func message(_ sides: [Handedness], isReflected: Bool, size: Float) -> String {
        let hand = Self.hands(sides)
        let was = sides.count > 1 ? "they were" : "it was"
        let amount = Self.amount(size)
        switch self {
        case .fingers(let straight, let bent):
            return Self.sentence(straighten: straight, bend: bent, sides)
        case .openHand: return "Open your \(hand): straighten the fingers."
        case .thumbOut: return "Stretch your \(Self.side(sides)) thumb out to the side."
        case .thumbIn: return "Fold your \(Self.side(sides)) thumb in, closer to the palm."
        case .closeHand: return "Close your \(hand): bend the fingers."
        case .face(let way):
            return "Turn your \(Self.side(sides)) palm so that it faces "
                + "\(Self.direction(way, isReflected: isReflected))."
        case .point(let way):
            return "Turn your \(hand) so that the fingers point "
                + "\(Self.direction(way, isReflected: isReflected, isPointing: true))."
        case .turn: return "Turn your \(hand) as in the reference: watch which way the palm faces."
        case .raise: return "Raise your \(hand): \(was) \(amount) too low."
        case .lower: return "Lower your \(hand): \(was) \(amount) too high."
        case .moveLeft, .moveRight:
            let isLeft = (self == .moveLeft) != isReflected
            return "Move your \(hand) to your \(isLeft ? "left" : "right"), by \(amount)."
        case .moveTogether: return "Move your hands closer together: each was \(amount) too far out."
        case .moveApart: return "Move your hands further apart: each was \(amount) too far in."
        case .useHand: return "Use your \(hand) too: this sign needs both hands."
        case .larger:
            let they = sides.count > 1 ? "they" : "it"
            let was =
                switch size {
                case ..<1.7: "it was somewhat too small"
                case ..<2.5: "it was about half as large as in the reference"
                case ..<3.5: "it was about a third as large as in the reference"
                default: "\(they) hardly moved"
                }
            return "Make the movement of your \(hand) larger: \(was)."
        case .smaller:
            let was =
                switch size {
                case ..<1.7: "it was somewhat too large"
                case ..<2.5: "it was about twice as large as in the reference"
                default: "it was about three times as large as in the reference"
                }
            return "Make the movement of your \(hand) smaller: \(was)."
        case .otherWay:
            return "Move your \(hand) the other way: start where the reference starts, and end where it ends."
        case .again: return "Repeat the movement of your \(hand) as often as in the reference."
        case .slower: return "Sign it more slowly."
        case .faster: return "Sign it faster."
        }
    }

    private static func hands(_ sides: [Handedness]) -> String {
        sides.count > 1 ? "hands" : "\(side(sides)) hand"
    }

    private static func side(_ sides: [Handedness]) -> String { (sides.first ?? .right).rawValue }

    private static func sentence(straighten: [Int], bend: [Int], _ sides: [Handedness]) -> String {
        switch (straighten.isEmpty, bend.isEmpty) {
        case (false, true): "Straighten \(list(straighten, sides))."
        case (true, false): "Bend \(list(bend, sides))."
        default: "Straighten \(list(straighten, sides)) and bend \(list(bend, []))."
        }
    }

    /// "your right index finger", "the index, middle and ring fingers of your right hand"; without sides, "the index
    /// finger".
    private static func list(_ numbers: [Int], _ sides: [Handedness]) -> String {
        if numbers.count == 1, let first = numbers.first, sides.count < 2 {
            return sides.first.map { "your \($0.rawValue) \(fingers[first])" } ?? "the \(fingers[first])"
        }
        let names = numbers.map { fingers[$0].replacing(" finger", with: "") }
        let all = [names.dropLast().joined(separator: ", "), names.last ?? ""].filter { !$0.isEmpty }
        let hand = sides.isEmpty ? "" : sides.count > 1 ? " of both hands" : " of your \(side(sides)) hand"
        return "the \(all.joined(separator: " and ")) fingers\(hand)"
    }

    /// The plain words for a direction in signing space, from the signer's view: its main axis, and a second
    /// axis if the direction lies between two.
    private static func direction(
        _ vector: SIMD3<Float>, isReflected: Bool, isPointing: Bool = false
    ) -> String {
        let names = [
            // x grows to the left of a right-handed signer; a left-handed signer is reflected.
            (abs(vector.x), (vector.x > 0) != isReflected ? "your left" : "your right"),
            (abs(vector.y), vector.y > 0 ? "down" : "up"),
            (abs(vector.z), vector.z < 0 ? "the camera" : "you"),
        ].sorted { $0.0 > $1.0 }
        func towards(_ name: String) -> String { name == "up" || name == "down" ? name : "towards \(name)" }
        let first = isPointing ? towards(names[0].1) : names[0].1
        return names[1].0 >= 0.45 * names[0].0 ? "\(first), and a little \(towards(names[1].1))" : first
    }

    /// A size in visible units: a hand is about a quarter of a shoulder width across.
    private static func amount(_ shoulderWidths: Float) -> String {
        switch shoulderWidths {
        case ..<0.38: "about a hand's width"
        case ..<0.75: "about half a shoulder width"
        case ..<1.3: "about a shoulder width"
        default: "more than a shoulder width"
        }
    }
}

extension Feedback.Moment {
    /// Whether the moment is about tempo, which does not affect the score.
    package var isOfTempo: Bool { Advice.ofTempo.contains(message) }
}
