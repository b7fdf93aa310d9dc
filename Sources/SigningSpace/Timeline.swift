import Landmarks

/// Frames at equal intervals over a recording, and the position of each between the recording's own frames.
struct Timeline: Sendable {
    /// Frames per second in signing space.
    static let frameRate = 30.0
    /// The longest gap, in seconds, over which a hand is taken to move in a straight line.
    static let longestGap = 0.234
    /// The limit for low frame rates, as in a dim room, at which ``longestGap`` spans fewer than four frames:
    /// three lost frames in a row are filled up to this length. Without it, one more frame lost by a 15 fps
    /// camera cost up to 5.5 points.
    static let longestSlowGap = 0.28

    /// The times of the source frames, in seconds.
    let times: [Double]
    /// Frames at equal intervals.
    let frameCount: Int
    /// The longest gap to fill: ``longestGap``; four source frames where those are longer, up to
    /// ``longestSlowGap``; one and a half source frames where those are longer still.
    let gap: Double

    /// The time of the first frame, in seconds.
    var start: Double { times[0] }

    /// The timeline of a clip.
    ///
    /// - Throws: ``SigningSpaceError/tooShort(frames:)``; ``SigningSpaceError/sparse(frames:seconds:)`` where
    ///   the resampled frames would outnumber the source's 16 to 1, which bounds the memory by the size of
    ///   the input.
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

    /// The time of a resampled frame, in seconds of the recording.
    func time(_ frame: Int) -> Double { start + Double(frame) / Self.frameRate }

    /// Resamples points of the recording's own frames to equal intervals.
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

    /// The weight of the sighting before `next` at a time up to that of `next`, whose own weight is the rest;
    /// `nil` where the gap is too long or there is no sighting.
    private func share(of next: Int, in sources: [Int], at now: Double) -> Float? {
        guard next < sources.count else { return nil }
        let after = times[sources[next]]
        guard after > now + 1e-6 else { return 0 }
        guard next > 0 else { return nil }
        let step = after - times[sources[next - 1]]
        return step <= gap ? Float((after - now) / step) : nil
    }
}
