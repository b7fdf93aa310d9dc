import SigningSpace

/// A take as feedback sees it: both hands in natural units, and when the sign itself is made.
struct SignMotion: Sendable {
    /// By ``HandRole`` raw value.
    let hands: [HandMotion]
    /// The nose, one a frame.
    let nose: [SIMD2<Float>?]
    /// The frames of the sign itself, without the way up from rest and back down.
    let core: Range<Int>

    /// Whether the core is less than the take: a way up from rest or back down was told from the sign.
    var isCut: Bool { core.count < nose.count }

    /// Upward or downward faster than this, in shoulder widths a second, is on the way from or to rest.
    private static let raising: Float = 0.7
    /// The way from or to rest is over where its speed has fallen to this share of its peak.
    private static let arrived: Float = 0.25
    /// Where it has slowed down to this share and speeds up again, another way starts.
    private static let halfway: Float = 0.6
    /// A way shorter than this, in shoulder widths, is part of the sign.
    private static let shortestRaise: Float = 0.2
    /// A way that takes a larger share of the take than this is part of the sign, too.
    private static let longestRaise = 0.4

    init(_ clip: SigningClip) {
        self.init(
            hands: HandRole.allCases.map { HandMotion(clip, role: $0) }, nose: clip.nosePlaces)
    }

    private init(hands: [HandMotion], nose: [SIMD2<Float>?]) {
        self.hands = hands
        self.nose = nose
        core = Self.core(hands)
    }

    /// The same in a mirror.
    func mirrored() -> SignMotion {
        SignMotion(
            hands: [hands[1].mirrored(), hands[0].mirrored()],
            nose: nose.map { $0.map { SIMD2(-$0.x, $0.y) } })
    }

    /// The same with the frames in reverse order.
    func reversed() -> SignMotion {
        SignMotion(hands: hands.map { $0.reversed() }, nose: nose.reversed())
    }

    subscript(role: HandRole) -> HandMotion { hands[role.rawValue] }

    /// The highest hand's way up ends where its speed has fallen off, and its way down starts likewise.
    private static func core(_ hands: [HandMotion]) -> Range<Int> {
        let frames = hands[0].places.count
        let heights = (0..<frames).map { frame in hands.compactMap { $0.places[frame]?.y }.min() }
        let first = leadEnd(heights)
        let last = frames - leadEnd(heights.reversed())
        // What is left must be the larger part, or the sign itself goes up and down.
        return last - first >= max(frames / 3, 4) ? first..<last : 0..<frames
    }

    /// The frame at which the hand has come up from rest; 0 where the take does not start with that.
    private static func leadEnd(_ heights: [Float?]) -> Int {
        var peak: Float = 0
        var last: Float = 0
        for frame in heights.indices.dropFirst().dropLast() {
            guard let before = heights[frame - 1], let after = heights[frame + 1], let start = heights[0],
                let height = heights[frame]
            else { return 0 }
            let speed = (before - after) * 30 / 2
            if frame >= 10, peak < raising { return 0 }
            // The way is over where it has slowed down, or where another starts.
            let isOver = speed < arrived * peak || (last < halfway * peak && speed > last)
            if peak >= raising, isOver {
                let isWayUp =
                    start - height >= shortestRaise && Double(frame) <= longestRaise * Double(heights.count)
                return isWayUp ? frame : 0
            }
            peak = max(peak, speed)
            last = speed
        }
        return 0
    }
}
