extension Handshape {
    /// A handshape as hands of signers have it: one of the library, or some selected fingers in one posture
    /// and the others in another one, as the handshapes of real languages are built (Brentari 1998).
    static func random(_ stream: inout RandomStream) -> Handshape {
        if stream.chance(0.15) { return stream.pick([flatB, five, flatB.withThumb(.out)]) }
        if stream.chance(0.5) { return stream.pick(signed) }
        let selected = stream.pick(selections)
        let posture = stream.pick(postures)
        // Straight fingers stand out from a fist, bent ones from either.
        let others: FingerPose = posture == .extended || stream.chance(0.7) ? .curled : .extended
        let fan = stream.chance(0.4) ? stream.within(0.5...1.1) : 0
        let thumbs = [ThumbPose.beside, .out, .across, .folded, .opposed]
        var shape = Handshape(
            "random", thumb: stream.pick(thumbs), index: others, middle: others, ring: others, pinky: others)
        for finger in selected { shape[finger] = posture.spread(finger == .middle ? 0.2 * fan : fan) }
        var angles = shape.angles
        for slot in angles.indices {
            // A thumb's angles vary by less than a finger's; every fourth angle from the ninth on is a share.
            let isShare = slot >= 5 && (slot - 5) % 4 == 3
            angles[slot] += stream.normal() * (isShare ? 0.08 : slot < 5 ? 5 : 7)
        }
        shape.angles = angles
        return shape.withinLimits
    }

    /// The shape that the hand opens or closes to from this one.
    func counterpart(_ stream: inout RandomStream) -> Handshape {
        for _ in 0..<8 {
            let target =
                stream.chance(0.7)
                ? stream.pick([Handshape.s, .flatO, .five, .flatB, .bentB, .claw5, .o, .one])
                : Handshape.random(&stream)
            if target.isDistinct(from: self) { return target }
        }
        return isDistinct(from: .s) ? .s : .five
    }

    /// Whether the shapes differ clearly: by more than 0.3 palm lengths over the joints and tips of the
    /// fingers.
    func isDistinct(from other: Handshape) -> Bool {
        let hand = HandModel(palmLength: 1, fingerRatio: 1)
        let squares = zip(hand.landmarks(self), hand.landmarks(other)).reduce(0.0) {
            $0 + ($1.0 - $1.1).dot($1.0 - $1.1)
        }
        return squares > Double(21) * 0.3 * 0.3
    }

    /// The shapes of the library but the one of a hand at rest.
    private static let signed = library.filter { $0 != relaxed }

    private static let selections: [(weight: Double, choice: [Finger])] = [
        (26, [.index]), (16, [.index, .middle]), (28, [.index, .middle, .ring, .pinky]), (7, [.pinky]),
        (6, [.index, .middle, .ring]), (5, [.index, .pinky]), (5, [.middle]), (4, [.middle, .ring, .pinky]),
        (3, [.middle, .ring]),
    ]

    private static let postures: [(weight: Double, choice: FingerPose)] = [
        (45, .extended), (12, FingerPose(8, 88, 46)), (14, FingerPose(68, 10, 8)),
        (16, FingerPose(30, 46, 30)), (13, FingerPose(52, 60, 40)),
    ]
}
