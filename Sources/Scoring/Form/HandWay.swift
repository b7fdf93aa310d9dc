import SigningSpace

/// The path of a hand through the core of a take.
struct HandWay {
    /// The root mean square distance from the mean, in shoulder widths; turning counts as movement of the
    /// knuckles.
    let extent: Float
    /// The displacement from start to end, in shoulder widths.
    let net: SIMD2<Float>
    /// The number of turns round the mean; the sign is the sense of rotation.
    let turns: Float
    /// Whether the path goes round its mean, as a circle does and a movement to and fro does not.
    var isRound: Bool { abs(turns) >= 0.7 }

    /// Whether the path goes from one end to the other: neither to and fro nor only from and to rest.
    let isStraight: Bool

    /// A displacement of more than this many extents is the movement from and to rest of a still hand. Real
    /// ones have 4.4 to 10; a path at an even pace has 4.2, and less if it is faster in its middle.
    private static let longest: Float = 4.25
    /// A path goes to and fro if its displacement is less than this share of the distance covered along it.
    private static let direct: Float = 0.6
    /// The number of sections of a path: single frames go to and fro by noise.
    private static let stretches = 8
    /// Shoulder widths from wrist to knuckles, the lever by which turning moves the knuckles.
    private static let palm: Float = 0.3
    /// The share of the core at either end over which start and end are averaged. It is left out of the
    /// extent, since it holds remains of the movement from and to rest.
    private static let rim = 0.15
    /// The least share of the core that must be seen.
    private static let evidence = 0.6

    /// The path of a hand; `nil` with too little evidence.
    init?(_ motion: SignMotion, _ role: HandRole) {
        let hand = motion[role]
        let frames = motion.core.filter { hand.places[$0] != nil }
        guard Double(frames.count) >= Self.evidence * Double(motion.core.count), frames.count >= 4 else {
            return nil
        }
        self.init(frames.compactMap { hand.places[$0] }, pointing: frames.map { hand.postures[$0]?.pointing })
    }

    /// The path through some places, at least one.
    ///
    /// - Parameter pointing: the direction of the hand at each place; `nil` where not seen.
    init(_ places: [SIMD2<Float>], pointing: [SIMD3<Float>?]) {
        let rim = Int(Self.rim * Double(places.count))
        let inner = rim..<places.count - rim

        var variance = Self.variance(Array(places[inner]))
        let turned = pointing[inner].compactMap(\.self).map { SIMD2($0.x, $0.y) }
        if turned.count * 2 >= inner.count { variance += Self.palm * Self.palm * Self.variance(turned) }
        extent = variance.squareRoot()

        let ends = max(1, rim)
        net = places.suffix(ends).mean - places.prefix(ends).mean

        isStraight =
            net.length <= Self.longest * extent
            && Self.directness(places, net) >= Self.direct

        // Twice the area of a circle of radius r is 2πr² per turn, and its variance is r².
        let middle = places.mean
        var area: Float = 0
        for (from, to) in zip(places, places.dropFirst()) {
            let (a, b) = (from - middle, to - middle)
            area += a.x * b.y - a.y * b.x
        }
        let spread = Self.variance(places)
        turns = spread > 0 ? area / (2 * .pi * spread) : 0
    }

    /// The displacement along `net` divided by the distance covered along it, by sections.
    private static func directness(_ places: [SIMD2<Float>], _ net: SIMD2<Float>) -> Float {
        let count = min(stretches, places.count)
        let along = (0..<count).map { stretch in
            let part = places[stretch * places.count / count..<(stretch + 1) * places.count / count]
            return part.reduce(0) { $0 + ($1 * net).sum() } / Float(part.count)
        }
        let covered = zip(along, along.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
        return covered > 0 ? abs(along[count - 1] - along[0]) / covered : 0
    }

    private static func variance(_ points: [SIMD2<Float>]) -> Float {
        guard !points.isEmpty else { return 0 }
        let middle = points.mean
        return points.reduce(0) { $0 + (($1 - middle) * ($1 - middle)).sum() } / Float(points.count)
    }
}
