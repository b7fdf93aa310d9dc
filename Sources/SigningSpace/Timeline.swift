import Landmarks

/// Frames of equal length laid over a recording's own, and where each falls between them.
struct Timeline: Sendable {
    /// Frames a second in signing space.
    static let frameRate = 30.0
    /// The longest gap, in seconds, over which a hand is taken to have moved straight on.
    static let longestGap = 0.234
    /// The same at rates at which it is fewer than four frames, as in a dim room: three lost in a row are filled as long
    /// as they are no longer than this. Without it, one frame more that a 15 fps camera missed cost up to 5.5 points.
    static let longestSlowGap = 0.28

    /// Source frames' times in seconds.
    let times: [Double]
    /// Frames of equal length.
    let frameCount: Int
    /// The longest gap to fill: ``longestGap``; four source frames where those are longer, up to ``longestSlowGap``; one
    /// and a half where those are longer still.
    let gap: Double

    /// The time of the first frame in seconds.
    var start: Double { times[0] }

    /// The timeline of a clip.
    ///
    /// - Throws: ``SigningSpaceError/tooShort(frames:)``; ``SigningSpaceError/sparse(frames:seconds:)`` where equal
    ///   frames would outnumber the source's 16 to 1, which bounds the memory by what was sent.
    init(_ clip: LandmarkClip) throws(SigningSpaceError) {
        guard clip.frameCount >= SigningClip.minimumFrames else { throw .tooShort(frames: clip.frameCount) }
        let times = (0..<clip.frameCount).map { clip.time(ofFrame: $0) }
        let span = times[times.count - 1] - times[0]
        guard span.isFinite, span * Self.frameRate <= 16 * Double(times.count) else {
            throw .sparse(frames: times.count, seconds: span)
        }
        self.times = times
        frameCount = Int((span * Self.frameRate + 1e-6).rounded(.down)) + 1
        let intervals = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
        let usual = intervals[intervals.count / 2]
        gap = max(Self.longestGap, min(4.05 * usual, Self.longestSlowGap), 1.5 * usual)
    }

    /// The time of a frame of equal length, in seconds of the recording.
    func time(_ frame: Int) -> Double { start + Double(frame) / Self.frameRate }

    /// Resamples points that a source frame has or lacks as a whole.
    ///
    /// A frame between two source frames that have the points, at most ``gap`` apart, is interpolated linearly; any
    /// other is missing. O(source frames + frames · points).
    ///
    /// - Parameters:
    ///   - isSeen: whether a source frame has the points.
    ///   - point: a point of a source frame that has them.
    func resample(pointCount: Int, isSeen: (Int) -> Bool, point: (Int, Int) -> SIMD3<Float>) -> Track {
        var track = Track(
            pointCount: pointCount, points: Array(repeating: .zero, count: frameCount * pointCount),
            seen: Array(repeating: false, count: frameCount))
        let sources = times.indices.filter(isSeen)
        guard !sources.isEmpty else { return track }
        var next = 0
        for frame in 0..<frameCount {
            let now = time(frame)
            while next < sources.count, times[sources[next]] < now - 1e-6 { next += 1 }
            guard next < sources.count else { break }
            let after = sources[next]
            var share: Float = 0
            var before = after
            if times[after] > now + 1e-6 {
                guard next > 0 else { continue }
                before = sources[next - 1]
                let step = times[after] - times[before]
                guard step <= gap else { continue }
                share = Float((times[after] - now) / step)
            }
            track.seen[frame] = true
            for index in 0..<pointCount {
                let end = point(after, index)
                track.points[frame * pointCount + index] =
                    share == 0 ? end : end + share * (point(before, index) - end)
            }
        }
        return track
    }
}
