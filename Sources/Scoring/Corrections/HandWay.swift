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
        let places = frames.compactMap { hand.places[$0] }
        let rim = Int(Self.rim * Double(frames.count))
        let inner = frames.dropFirst(rim).dropLast(rim)

        var variance = Self.variance(inner.compactMap { hand.places[$0] })
        let pointing = inner.compactMap { hand.postures[$0]?.pointing }.map { SIMD2($0.x, $0.y) }
        if pointing.count * 2 >= inner.count { variance += Self.palm * Self.palm * Self.variance(pointing) }
        extent = variance.squareRoot()

        let ends = max(1, rim)
        net =
            places.suffix(ends).reduce(.zero, +) / Float(ends)
            - places.prefix(ends).reduce(.zero, +) / Float(ends)

        // A circle of radius r has twice the area 2πr² a round, and variance r².
        let middle = places.reduce(.zero, +) / Float(places.count)
        var area: Float = 0
        for (from, to) in zip(places, places.dropFirst()) {
            let (a, b) = (from - middle, to - middle)
            area += a.x * b.y - a.y * b.x
        }
        let spread = Self.variance(places)
        turns = spread > 0 ? area / (2 * .pi * spread) : 0
    }

    private static func variance(_ points: [SIMD2<Float>]) -> Float {
        guard !points.isEmpty else { return 0 }
        let middle = points.reduce(.zero, +) / Float(points.count)
        return points.reduce(0) { $0 + (($1 - middle) * ($1 - middle)).sum() } / Float(points.count)
    }
}
