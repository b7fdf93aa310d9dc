/// The points of one body part over time, in frames of equal length, seen or missing as a whole.
struct Track: Sendable {
    /// Points in one frame.
    let pointCount: Int
    /// `[frames][points]`, x, y, z and 0: four lanes are one instruction, three are several. Zero where missing.
    var points: [SIMD4<Float>]
    /// One a frame.
    var seen: [Bool]

    /// The frames of the track.
    var frameCount: Int { seen.count }

    subscript(frame: Int, point: Int) -> SIMD3<Float> {
        let point = points[frame * pointCount + point]
        return SIMD3(point.x, point.y, point.z)
    }

    /// The frames `range` of the track.
    func trimmed(to range: Range<Int>) -> Track {
        guard range != 0..<frameCount else { return self }
        return Track(
            pointCount: pointCount,
            points: Array(points[range.lowerBound * pointCount..<range.upperBound * pointCount]),
            seen: Array(seen[range]))
    }

    /// Replaces each frame by the binomial mean [1 2 1] / 4 of its seen neighbours, which halves the detector's jitter and
    /// leaves movements below 5 Hz as they are (gain ≥ 0.75 at 30 frames a second). O(frames · points).
    mutating func smooth() {
        let (count, seen) = (pointCount, seen)
        precondition(points.count == seen.count * count)
        // The frame before as it was.
        var before = [SIMD4<Float>](repeating: .zero, count: count)
        var last = before.mutableSpan
        var rows = points.mutableSpan
        for frame in seen.indices where seen[frame] {
            let isAfter = frame > 0 && seen[frame - 1]
            let isBefore = frame + 1 < seen.count && seen[frame + 1]
            for place in 0..<count {
                let (row, next) = (frame &* count &+ place, (frame &+ 1) &* count &+ place)
                let now = rows[unchecked: row]
                rows[unchecked: row] =
                    switch (isAfter, isBefore) {
                    case (true, true): (2 * now + last[unchecked: place] + rows[unchecked: next]) / 4
                    case (true, false): (2 * now + last[unchecked: place]) / 3
                    case (false, true): (2 * now + rows[unchecked: next]) / 3
                    case (false, false): now
                    }
                last[unchecked: place] = now
            }
        }
    }
}
