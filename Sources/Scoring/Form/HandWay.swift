import SigningSpace

/// The way of a hand through the core of a take.
struct HandWay {
    /// Root mean square distance from its middle, in shoulder widths; turning counts as the way of the knuckles.
    let extent: Float
    /// From where it starts to where it ends, in shoulder widths.
    let net: SIMD2<Float>
    /// Times round its middle; the sign is the sense.
    let turns: Float
    /// Whether it goes round its middle, as a circle in the picture does and a to and fro does not.
    var isRound: Bool { abs(turns) >= 0.7 }

    /// Whether it goes from one end to the other, and neither to and fro nor only as it comes from rest and goes back to it.
    let isStraight: Bool

    /// What is longer than this many times its extent is the way from and to rest, beside a hand that holds still: real ones
    /// have 4.4 to 10; a way at an even pace has 4.2, and one that is faster in its middle less.
    private static let longest: Float = 4.25
    /// A way of which the ends are apart by less than this share of what it covers between them goes to and fro.
    private static let direct: Float = 0.6
    /// Stretches that a way is looked at in; from frame to frame it goes to and fro by noise.
    private static let stretches = 8
    /// Shoulder widths from wrist to knuckles, over which a turn of the hand moves them.
    private static let palm: Float = 0.3
    /// The share of the core at either end over which start and end are taken; what is left of the way from rest is
    /// there, so that it does not count for the extent.
    private static let rim = 0.15
    /// The share of the core that must be seen.
    private static let evidence = 0.6

    /// The way of a hand; `nil` where too little of it was seen.
    init?(_ motion: SignMotion, _ role: HandRole) {
        let hand = motion[role]
        let frames = motion.core.filter { hand.places[$0] != nil }
        guard Double(frames.count) >= Self.evidence * Double(motion.core.count), frames.count >= 4 else {
            return nil
        }
        self.init(frames.compactMap { hand.places[$0] }, pointing: frames.map { hand.postures[$0]?.pointing })
    }

    /// The way through some places, at least one.
    ///
    /// - Parameter pointing: where the hand points at each, if it was seen.
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

        // A circle of radius r has twice the area 2πr² a round, and variance r².
        let middle = places.mean
        var area: Float = 0
        for (from, to) in zip(places, places.dropFirst()) {
            let (a, b) = (from - middle, to - middle)
            area += a.x * b.y - a.y * b.x
        }
        let spread = Self.variance(places)
        turns = spread > 0 ? area / (2 * .pi * spread) : 0
    }

    /// How far apart the ends are along `net`, over all that is covered along it, by stretches.
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
