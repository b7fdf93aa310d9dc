/// The points of one body part over time, in frames of equal length, seen or missing as a whole.
struct Track: Sendable {
    /// Points in one frame.
    let pointCount: Int
    /// `[frames][points]`; zero where missing.
    var points: [SIMD3<Float>]
    /// One a frame.
    var seen: [Bool]

    /// The frames of the track.
    var frameCount: Int { seen.count }

    /// A point of a frame.
    subscript(frame: Int, point: Int) -> SIMD3<Float> { points[frame * pointCount + point] }

    /// The mean of some points of a frame.
    func mean(_ frame: Int, of indices: some Collection<Int>) -> SIMD3<Float> {
        var sum = SIMD3<Float>()
        for index in indices { sum += self[frame, index] }
        return sum / Float(indices.count)
    }

    /// The frames `range` of the track.
    func trimmed(to range: Range<Int>) -> Track {
        Track(
            pointCount: pointCount,
            points: Array(points[range.lowerBound * pointCount..<range.upperBound * pointCount]),
            seen: Array(seen[range]))
    }

    /// The track with each frame replaced by the binomial mean [1 2 1] / 4 of its seen neighbours, which halves the
    /// detector's jitter and leaves movements below 5 Hz as they are (gain ≥ 0.75 at 30 frames a second).
    func smoothed() -> Track {
        var smooth = self
        for frame in 0..<frameCount where seen[frame] {
            var weight: Float = 2
            let neighbours = [frame - 1, frame + 1].filter { $0 >= 0 && $0 < frameCount && seen[$0] }
            weight += Float(neighbours.count)
            for point in 0..<pointCount {
                var sum = 2 * self[frame, point]
                for neighbour in neighbours { sum += self[neighbour, point] }
                smooth.points[frame * pointCount + point] = sum / weight
            }
        }
        return smooth
    }
}
