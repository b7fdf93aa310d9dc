/// Where a random sign is made: a place of the body or before it, the point of the hand that is there, and,
/// for signs on the other hand, the place of that hand.
struct SignPlace: Sendable, Hashable {
    var location: BodyLocation
    /// Shoulder widths on the hand's own side.
    var offset: Vector3
    var anchor: HandAnchor
    /// The offset of the resting base hand from the space before the chest; of signs on it only.
    var base: Vector3

    /// A place as lexical signs have them: half before the body, the others at head, trunk and other hand.
    static func random(_ arrangement: HandArrangement, _ stream: inout RandomStream) -> SignPlace {
        let base = Vector3(
            stream.within(-0.28 ... -0.12), stream.within(-0.28...0.3), stream.within(-0.18...0.02))
        if case .onBase = arrangement {
            let anchor = stream.pick([HandAnchor.palm, .fingertips, .indexTip, .knuckles, .littleSide])
            // Touching it, or just above or before it.
            let offset =
                stream.chance(0.6)
                ? Vector3(
                    stream.within(-0.05...0.05), stream.within(0.02...0.12), stream.within(-0.04...0.08))
                : Vector3(stream.within(-0.1...0.16), stream.within(0.14...0.34), stream.within(-0.04...0.2))
            return SignPlace(
                location: stream.chance(0.75) ? .otherPalm : .otherBack, offset: offset, anchor: anchor,
                base: base)
        }
        let isTwoHanded = arrangement != .oneHanded
        let location = stream.pick(isTwoHanded ? ofBothHands : ofOneHand)
        switch location {
        case .neutral, .neutralHigh:
            // Two hands meet at the middle in three in ten of the signs that they make together.
            let meets = isTwoHanded && stream.chance(0.3)
            let side = meets ? stream.within(-0.27 ... -0.2) : stream.within(-0.16...0.5)
            return SignPlace(
                location: location,
                offset: Vector3(side, stream.within(-0.24...0.28), stream.within(-0.25...0.12)),
                anchor: meets ? stream.pick([.fingertips, .knuckles, .palm]) : .palm, base: base)
        case .besideHead:
            return SignPlace(
                location: location,
                offset: Vector3(
                    stream.within(-0.1...0.3), stream.within(-0.24...0.26), stream.within(-0.15...0.1)),
                anchor: .palm, base: base)
        default:
            let reach = stream.chance(0.65) ? stream.within(0.01...0.07) : stream.within(0.1...0.3)
            let anchor = stream.pick([
                HandAnchor.indexTip, .fingertips, .thumbTip, .knuckles, .palm, .littleSide,
            ])
            return SignPlace(
                location: location,
                offset: Vector3(stream.within(-0.05...0.07), stream.within(-0.06...0.06), reach),
                anchor: anchor, base: base)
        }
    }

    /// The place in the picture, in shoulder widths on the hand's own side; of the other hand where the sign
    /// is made on it.
    var inPicture: SIMD2<Double> {
        guard let place = location.place else {
            let base = (BodyLocation.neutral.place ?? .zero) + base
            return SIMD2(offset.x - base.x, base.y + offset.y)
        }
        return SIMD2(place.x + offset.x, place.y + offset.y)
    }

    private static let ofOneHand: [(weight: Double, choice: BodyLocation)] = [
        (24, .neutral), (24, .neutralHigh), (6, .chest), (4, .sideOfChest), (6, .chin), (6, .mouth),
        (5, .cheek), (4, .forehead), (5, .temple), (3, .nose), (2, .ear), (8, .besideHead), (2, .shoulder),
        (2, .farShoulder), (1, .neck), (1, .belly),
    ]
    private static let ofBothHands: [(weight: Double, choice: BodyLocation)] = [
        (58, .neutral), (16, .neutralHigh), (6, .chest), (6, .sideOfChest), (4, .besideHead), (2, .temple),
        (2, .cheek), (2, .shoulder), (2, .chin), (2, .belly),
    ]
}
