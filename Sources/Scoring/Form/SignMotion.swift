import Alignment
import SigningSpace

/// A take as used by feedback: both hands in natural units, and the frames of the sign itself.
struct SignMotion: Sendable {
    /// By ``HandRole`` raw value.
    let hands: [HandMotion]
    /// The place of the nose in each frame.
    let nose: [SIMD2<Float>?]
    /// The frames of the sign itself, without the movement from and to rest.
    let core: Range<Int>
    /// The features of the core that align it with others, made when they are first read.
    private let madeFeatures: Lazily<FeatureSequence>

    /// ``AlignedTakes/features(_:core:)``. O(frames) on the first reading.
    var features: FeatureSequence { madeFeatures.value }

    /// Whether movement from or to rest was cut.
    var isCut: Bool { core.count < nose.count }

    /// Vertical movement faster than this, in shoulder widths a second, is from or to rest.
    private static let raising: Float = 0.7
    /// The movement from or to rest ends where its speed has fallen to this share of its peak.
    private static let arrived: Float = 0.25
    /// Another movement starts where the speed has fallen to this share and rises again.
    private static let halfway: Float = 0.6
    /// A movement shorter than this, in shoulder widths, is part of the sign.
    private static let shortestRaise: Float = 0.2
    /// A movement that takes a larger share of the take is part of the sign.
    private static let longestRaise = 0.4

    init(_ clip: SigningClip) {
        self.init(
            hands: HandRole.allCases.map { HandMotion(clip, role: $0) }, nose: clip.nosePlaces)
    }

    private init(hands: [HandMotion], nose: [SIMD2<Float>?]) {
        self.hands = hands
        self.nose = nose
        let core = Self.core(hands)
        self.core = core
        madeFeatures = Lazily { AlignedTakes.features(hands, core) }
    }

    func mirrored() -> SignMotion {
        SignMotion(
            hands: [hands[1].mirrored(), hands[0].mirrored()],
            nose: nose.map { $0.map { SIMD2(-$0.x, $0.y) } })
    }

    func reversed() -> SignMotion {
        SignMotion(hands: hands.map { $0.reversed() }, nose: nose.reversed())
    }

    subscript(role: HandRole) -> HandMotion { hands[role.rawValue] }

    /// The core starts where the rise of the highest hand ends; its end is found the same way, backwards.
    private static func core(_ hands: [HandMotion]) -> Range<Int> {
        let frames = hands[0].places.count
        let heights = (0..<frames).map { frame in hands.compactMap { $0.places[frame]?.y }.min() }
        let first = leadEnd(heights)
        let last = frames - leadEnd(heights.reversed())
        // The core must be at least a third of the take; otherwise the sign itself goes up and down.
        return last - first >= max(frames / 3, 4) ? first..<last : 0..<frames
    }

    /// The frame at which the hand has risen from rest; 0 if the take does not start with a rise.
    private static func leadEnd(_ heights: [Float?]) -> Int {
        var peak: Float = 0
        var last: Float = 0
        for frame in heights.indices.dropFirst().dropLast() {
            guard let before = heights[frame - 1], let after = heights[frame + 1], let start = heights[0],
                let height = heights[frame]
            else { return 0 }
            let speed = (before - after) * 30 / 2
            if frame >= 10, peak < raising { return 0 }
            // The rise ends where it has slowed down or another movement starts.
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
