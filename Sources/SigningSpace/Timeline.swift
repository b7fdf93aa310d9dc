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

    /// Lays what was seen in the recording's own frames over frames of equal length.
    ///
    /// A frame between two sightings at most ``gap`` apart is interpolated linearly; any other is missing.
    /// O(sightings + frames · points).
    func resample(_ sightings: Sightings) -> Track {
        let count = sightings.pointCount
        let sources = sightings.frames
        let source = sightings.points.span
        precondition(source.count == sources.count * count)
        var seen = [Bool](repeating: false, count: frameCount)
        let points = [SIMD4<Float>](capacity: frameCount * count) { points in
            var next = 0
            for frame in 0..<frameCount {
                let now = time(frame)
                while next < sources.count, times[sources[next]] < now - 1e-6 { next += 1 }
                guard let share = share(of: next, in: sources, at: now) else {
                    points.append(repeating: .zero, count: count)
                    continue
                }
                seen[frame] = true
                let places = next * count..<(next + 1) * count
                if share == 0 {
                    for place in places { points.append(source[unchecked: place]) }
                } else {
                    for place in places {
                        let (start, end) = (source[unchecked: place &- count], source[unchecked: place])
                        points.append(end + share * (start - end))
                    }
                }
            }
        }
        return Track(pointCount: count, points: points, seen: seen)
    }

    /// What the sighting before `next` counts for at a time that is not after that of `next`, the rest being that of
    /// `next`; `nil` where there is nothing to be told from the two.
    private func share(of next: Int, in sources: [Int], at now: Double) -> Float? {
        guard next < sources.count else { return nil }
        let after = times[sources[next]]
        guard after > now + 1e-6 else { return 0 }
        guard next > 0 else { return nil }
        let step = after - times[sources[next - 1]]
        return step <= gap ? Float((after - now) / step) : nil
    }
}
