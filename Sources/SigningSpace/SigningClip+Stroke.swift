extension SigningClip {
    /// Each constant as it was chosen on the synthetic signer's takes, where the sign's bounds are known: see
    /// `signify-laboratory modes`.
    private enum Stroke {
        /// A hand slower than this share of its fastest so far has arrived.
        static let slowShare: Float = 0.7
        /// No more than this share of the clip is way in, and no more than this way out.
        static let longestShare = 0.45
        /// Nor more than this many seconds.
        static let longest = 0.6
        /// Shoulder widths a second below which no hand moves, whatever it did before.
        static let still: Float = 0.2
        /// Shoulder widths a second below which a low hand rests.
        static let restless: Float = 0.35
    }

    /// The frames of the sign itself, without the hands' way in before its first posture and their way out after its last
    /// (the stroke, without preparation and retraction, as Kita, van Gijn & van der Hulst 1998 cut movement phases).
    ///
    /// A clip that begins while the hands are on their way is cut to where they first slow down; one that begins with the
    /// hands in place is not cut, and neither is one in which they never slow down. O(frames).
    public var stroke: Range<Int> {
        let speeds = speeds()
        let reach = Int(
            Swift.min(Double(frameCount) * Stroke.longestShare, Stroke.longest * Timeline.frameRate))
        let first = Self.arrival(speeds, within: reach) ?? 0
        let last = Self.arrival(speeds.reversed(), within: reach) ?? 0
        let range = first..<frameCount - last
        return range.count >= Self.minimumFrames ? range : 0..<frameCount
    }

    /// For each frame, whether the faster hand is no faster than in the frames beside it: where a posture may be reached or
    /// left. O(frames).
    public func pauses() -> [Bool] {
        let speeds = speeds()
        return (0..<frameCount).map { frame in
            guard let speed = speeds[frame] else { return false }
            let before = frame > 0 ? speeds[frame - 1] : nil
            let after = frame + 1 < frameCount ? speeds[frame + 1] : nil
            return speed <= before ?? .infinity && speed <= after ?? .infinity
        }
    }

    /// Whether the hands lie low and still in most frames, as between sentences. O(frames).
    public var isAtRest: Bool { 2 * resting().count(where: \.self) > frameCount }

    /// The frames from the first to the last in which the hands are not at rest; all where they are in every one. A sign
    /// of a sentence may be low where the others are high, so that nothing else is cut. O(frames).
    public var active: Range<Int> {
        let resting = resting()
        guard let first = resting.firstIndex(of: false), let last = resting.lastIndex(of: false),
            last + 1 - first >= Self.minimumFrames
        else { return 0..<frameCount }
        return first..<last + 1
    }

    /// For each frame, whether both hands are lower than any sign and move no more than hands at rest, or are out of the
    /// picture. O(frames).
    public func resting() -> [Bool] {
        let speeds = speeds()
        return (0..<frameCount).map { frame in
            let height = RestTrimming.height(palms, frame: frame)
            guard height.isFinite else { return true }
            return height > RestTrimming.folded && speeds[frame] ?? 0 < Stroke.restless
        }
    }

    /// The first local minimum of speed that is slow after what came before; `nil` where there is none.
    private static func arrival(_ speeds: [Float?], within reach: Int) -> Int? {
        var fastest: Float = 0
        for frame in 0..<Swift.min(reach, speeds.count - 1) {
            guard let speed = speeds[frame] else { continue }
            fastest = Swift.max(fastest, speed)
            let isSlow = speed <= Swift.max(Stroke.slowShare * fastest, Stroke.still)
            // Smoothing and differences over two frames put the minimum one frame into the posture.
            if isSlow, speeds[frame + 1].map({ speed <= $0 }) ?? true { return Swift.max(frame - 1, 0) }
        }
        return nil
    }

    /// The speed of the faster hand in each frame, in shoulder widths a second; `nil` where none was seen to move or rest.
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
