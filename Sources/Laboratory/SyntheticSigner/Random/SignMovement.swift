/// How the hand of a random sign moves from its place or to it.
struct SignMovement: Sendable, Hashable {
    enum Kind: Sendable, Hashable, CaseIterable {
        /// The hand stays.
        case none
        case straight, arc
        /// There and back again.
        case back
        case zigzag
        /// Round and round, and to and fro.
        case circle, shake
        /// Of wrist and forearm, as ``Oscillation/Kind`` has them.
        case twist, nod, wave
        /// Of the fingers.
        case flutter, squeeze

        /// Whether the hand leaves its first posture for others.
        var isPath: Bool {
            switch self {
            case .straight, .arc, .back, .zigzag: true
            case .none, .circle, .shake, .twist, .nod, .wave, .flutter, .squeeze: false
            }
        }
    }

    var kind: Kind
    /// From the first posture to the last, or half of a movement to and fro; shoulder widths on the hand's own
    /// side.
    var way: Vector3
    /// The bulge of an arc, the sides of a zigzag, the second axis of a circle; shoulder widths.
    var side: Vector3
    /// The size of a movement of wrist or fingers.
    var degrees: Double
    /// Of a repeated movement.
    var cycles: Double
    /// Of one way, or of one cycle.
    var seconds: Double
    /// Whether the movement ends at the sign's place, and does not begin there.
    var endsAtPlace: Bool
    /// A small movement at the end of a path.
    var ending: Kind?

    static func random(_ stream: inout RandomStream) -> SignMovement {
        let kind = stream.pick(usual)
        let isRepeated = !kind.isPath && kind != .none
        // Across the picture rather than along the line of sight.
        let direction = (stream.normalVector() * Vector3(1, 1, 0.55)).unit
        let length: Double
        switch kind {
        case .shake: length = stream.within(0.05...0.14)
        case .circle: length = stream.within(0.07...0.17)
        case .zigzag: length = stream.within(0.35...0.65)
        default: length = stream.within(0.18...0.62)
        }
        let across = direction.cross(stream.normalVector().unit).unit
        let width: Double
        switch kind {
        case .arc: width = stream.within(0.3...0.6) * length
        case .circle: width = length * stream.within(0.7...1.1) * (stream.chance(0.5) ? 1 : -1)
        case .zigzag: width = stream.within(0.09...0.18)
        default: width = 0
        }
        let ending: Kind? =
            kind.isPath && kind != .zigzag && stream.chance(0.14)
            ? stream.pick([.twist, .nod, .wave, .flutter]) : nil
        return SignMovement(
            kind: kind, way: direction * length, side: across * width, degrees: stream.within(18...38),
            cycles: Double(Int(stream.within(kind == .circle ? 1...3 : 2...4.5))),
            seconds: isRepeated
                ? stream.within(kind == .circle ? 0.42...0.8 : 0.26...0.45)
                : kind == .none ? stream.within(0.3...0.8) : stream.within(0.2...0.36) + 0.3 * length,
            endsAtPlace: stream.chance(0.4), ending: ending)
    }

    private static let usual: [(weight: Double, choice: Kind)] = [
        (10, .none), (25, .straight), (15, .arc), (6, .back), (4, .zigzag), (10, .circle), (13, .shake),
        (5, .twist), (3, .nod), (3, .wave), (3, .flutter), (4, .squeeze),
    ]

    /// The movement that repeats in a posture; `nil` of a path and of no movement.
    func oscillation(_ kind: Kind, squeezedTo shape: Handshape, cycles: Double) -> Oscillation? {
        switch kind {
        case .none, .straight, .arc, .back, .zigzag: nil
        case .circle: Oscillation(.circle(way, side), cycles: cycles)
        case .shake: Oscillation(.shake(way), cycles: cycles)
        case .twist: Oscillation(.twist(degrees), cycles: cycles)
        case .nod: Oscillation(.nod(1.5 * degrees), cycles: cycles)
        case .wave: Oscillation(.wave(degrees * 0.8), cycles: cycles)
        case .flutter: Oscillation(.flutter(degrees), cycles: cycles)
        case .squeeze: Oscillation(.squeeze(shape), cycles: cycles)
        }
    }

    /// Whether a viewer sees that the movements differ: they are of different kinds, or go in different
    /// directions.
    func isDistinct(from other: SignMovement) -> Bool {
        let alike: Set<Kind> = [.straight, .arc]
        if kind != other.kind {
            return !(alike.contains(kind) && alike.contains(other.kind)) || turns(from: other)
        }
        return kind.isPath && turns(from: other)
    }

    /// Whether the ways are more than 75° apart in the picture, and long enough to be seen there.
    private func turns(from other: SignMovement) -> Bool {
        let (one, two) = (Vector3(way.x, way.y, 0), Vector3(other.way.x, other.way.y, 0))
        guard min(one.length, two.length) > 0.15 else { return false }
        return one.unit.dot(two.unit) < 0.26
    }
}
