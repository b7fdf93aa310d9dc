extension SigningClip {
    /// Constants chosen on the synthetic signer's takes, where the bounds of the sign are known: see
    /// `signify-laboratory modes`.
    private enum Stroke {
        /// A hand slower than this share of its highest speed so far has arrived.
        static let slowShare: Float = 0.7
        /// The largest share of the clip that is the way in, and that is the way out.
        static let longestShare = 0.45
        /// The longest way in or out, in seconds.
        static let longest = 0.6
        /// The speed below which a hand is still, in shoulder widths per second, whatever its earlier speed.
        static let still: Float = 0.2
        /// The speed below which a low hand rests, in shoulder widths per second.
        static let restless: Float = 0.35
    }

    /// The frames of the sign itself: without the hands' way to its first posture and their way from its last
    /// (the stroke, without preparation and retraction, in the movement phases of Kita, van Gijn & van der
    /// Hulst 1998).
    ///
    /// A clip that begins while the hands move is cut at their first slowdown. A clip that begins with the
    /// hands in place, or without a slowdown, is not cut. O(frames).
    public var stroke: Range<Int> {
        let speeds = speeds()
        let reach = Int(
            Swift.min(Double(frameCount) * Stroke.longestShare, Stroke.longest * Timeline.frameRate))
        let first = Self.arrival(speeds, within: reach) ?? 0
        let last = Self.arrival(speeds.reversed(), within: reach) ?? 0
        let range = first..<frameCount - last
        return range.count >= Self.minimumFrames ? range : 0..<frameCount
    }

    /// Whether each frame is a local minimum of the faster hand's speed, where a posture may begin or end.
    /// O(frames).
    public func pauses() -> [Bool] {
        let speeds = speeds()
        return (0..<frameCount).map { frame in
            guard let speed = speeds[frame] else { return false }
            let before = frame > 0 ? speeds[frame - 1] : nil
            let after = frame + 1 < frameCount ? speeds[frame + 1] : nil
            return speed <= before ?? .infinity && speed <= after ?? .infinity
        }
    }

    /// Whether the hands are low and still in most frames, as between sentences. O(frames).
    public var isAtRest: Bool { 2 * resting().count(where: \.self) > frameCount }

    /// The frames from the first to the last in which the hands are not at rest; all frames where they always
    /// rest. Nothing else is cut: a sign of a sentence may be low where others are high. O(frames).
    public var active: Range<Int> {
        let resting = resting()
        guard let first = resting.firstIndex(of: false), let last = resting.lastIndex(of: false),
            last + 1 - first >= Self.minimumFrames
        else { return 0..<frameCount }
        return first..<last + 1
    }

    /// Whether in each frame both hands are lower than any sign and slower than moving hands, or outside the
    /// image. O(frames).
    public func resting() -> [Bool] {
        let speeds = speeds()
        return (0..<frameCount).map { frame in
            let height = RestTrimming.height(palms, frame: frame)
            guard height.isFinite else { return true }
            return height > RestTrimming.folded && speeds[frame] ?? 0 < Stroke.restless
        }
    }

    /// The first local minimum of speed that is slow relative to the speed before; `nil` where there is none.
    private static func arrival(_ speeds: [Float?], within reach: Int) -> Int? {
        var fastest: Float = 0
        for frame in 0..<Swift.min(reach, speeds.count - 1) {
            guard let speed = speeds[frame] else { continue }
            fastest = Swift.max(fastest, speed)
            let isSlow = speed <= Swift.max(Stroke.slowShare * fastest, Stroke.still)
            // Smoothing and two-frame differences delay the minimum by one frame.
            if isSlow, speeds[frame + 1].map({ speed <= $0 }) ?? true { return Swift.max(frame - 1, 0) }
        }
        return nil
    }

    /// The speed of the faster hand in each frame, in shoulder widths per second; `nil` where no hand is seen
    /// before and after.
    private func speeds() -> [Float?] {
        (0..<frameCount).map { frame in
            let (before, after) = (Swift.max(frame - 1, 0), Swift.min(frame + 1, frameCount - 1))
            guard after > before else { return nil }
            var fastest: Float?
            for palm in palms where palm.seen[before] && palm.seen[after] {
                let way = palm[after, 0] - palm[before, 0]
                let speed =
                    (way.x * way.x + way.y * way.y).squareRoot() * Float(Timeline.frameRate)
                    / Float(after - before)
                fastest = Swift.max(fastest ?? speed, speed)
            }
            return fastest
        }
    }
}
