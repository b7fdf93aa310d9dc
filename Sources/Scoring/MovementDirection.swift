import Alignment

/// The direction of a take: the part of its path that changes sign when the take is played backwards.
///
/// A path p(s), s from 0 to 1 along its arc length, is the sum of an even and an odd part about its middle.
/// The even part, (p(s) + p(1 - s)) / 2, is the same backwards; it holds the movement from and to rest. The
/// odd part, (p(s) - p(1 - s)) / 2, becomes its negative. Arc length instead of time makes both independent
/// of tempo.
struct MovementDirection: Sendable {
    /// `[points][features]`: twice the first half of the odd part; the second half is its negative. It is
    /// divided by its norm, in which a noise term is included: the norm of the result is near 1 for a clear
    /// direction, and 0 for a take that is the same backwards.
    private let values: [Float]

    /// The number of sample points along half of the path.
    private static let points = 12
    /// The frames on each side that features are averaged over before arc length is measured, since noise
    /// adds length.
    private static let smoothing = 2
    /// The chance difference between the two ends of a path that is the same backwards, in units of the
    /// metric, in which unlike frames are some 2.5 apart. Synthetic signs that are the same backwards, as
    /// FATHER, have 0.2 to 0.8; the others have 0.7 to 2.8. The median over real takes of seven people is
    /// 0.8.
    private static let noise: Float = 0.4
    /// The least arc length of a frame, so that the path of a still hand has a length.
    private static let leastStep: Float = 1e-3

    /// Measures the direction of a sequence. O(frames · features).
    init(_ sequence: FeatureSequence) {
        let width = sequence.layout.dimension
        let way = Self.bridged(sequence)
        let lengths = Self.lengths(way, width: width)
        let total = lengths[lengths.count - 1]
        let last = Float(2 * Self.points - 1)
        var odd: [Float] = []
        odd.reserveCapacity(Self.points * width)
        for point in 0..<Self.points {
            let early = Self.place(at: Float(point) / last * total, lengths)
            let late = Self.place(at: (1 - Float(point) / last) * total, lengths)
            for feature in 0..<width {
                odd.append(
                    Self.value(way, early, feature, width: width)
                        - Self.value(way, late, feature, width: width))
            }
        }
        let squares = odd.reduce(Self.noise * Self.noise * Float(Self.points)) { $0 + $1 * $1 }
        values = odd.map { $0 / squares.squareRoot() }
    }

    /// The agreement of two directions: nearly 1 for equal takes with a direction, nearly -1 for a take and
    /// its reverse, 0 where either has no direction.
    func agreement(with other: MovementDirection) -> Float {
        zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The values, with missing frames interpolated linearly between their seen neighbours; a group that was
    /// never seen stays 0.
    private static func bridged(_ sequence: FeatureSequence) -> [Float] {
        let width = sequence.layout.dimension
        var values = sequence.values
        for (group, range) in sequence.layout.ranges.enumerated() {
            let seen = (0..<sequence.frameCount).filter { sequence.isSeen(group, frame: $0) }
            guard let first = seen.first, let last = seen.last else { continue }
            func fill(_ frame: Int, from before: Int, to after: Int, _ share: Float) {
                for feature in range {
                    let (low, high) = (values[before * width + feature], values[after * width + feature])
                    values[frame * width + feature] = low + share * (high - low)
                }
            }
            for frame in 0..<first { fill(frame, from: first, to: first, 0) }
            for frame in last + 1..<max(sequence.frameCount, last + 1) {
                fill(frame, from: last, to: last, 0)
            }
            for (before, after) in zip(seen, seen.dropFirst()) {
                for frame in before + 1..<max(after, before + 1) {
                    fill(frame, from: before, to: after, Float(frame - before) / Float(after - before))
                }
            }
        }
        return values
    }

    /// The arc length up to each frame.
    private static func lengths(_ way: [Float], width: Int) -> [Float] {
        let frames = way.count / width
        func smooth(_ frame: Int, _ feature: Int) -> Float {
            (frame - smoothing...frame + smoothing).reduce(0) {
                $0 + way[min(max($1, 0), frames - 1) * width + feature]
            } / Float(2 * smoothing + 1)
        }
        var lengths: [Float] = [0]
        var before = (0..<width).map { smooth(0, $0) }
        for frame in 1..<max(frames, 1) {
            let after = (0..<width).map { smooth(frame, $0) }
            let step = zip(before, after).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }.squareRoot()
            lengths.append(lengths[frame - 1] + step + leastStep)
            before = after
        }
        return lengths
    }

    /// The position at which a path reaches an arc length: a frame, and the share of the step to the next.
    private static func place(at length: Float, _ lengths: [Float]) -> (frame: Int, share: Float) {
        guard let next = lengths.firstIndex(where: { $0 >= length }), next > 0 else { return (0, 0) }
        let (low, high) = (lengths[next - 1], lengths[next])
        return (next - 1, (length - low) / (high - low))
    }

    private static func value(
        _ way: [Float], _ place: (frame: Int, share: Float), _ feature: Int, width: Int
    ) -> Float {
        let low = way[place.frame * width + feature]
        guard place.share > 0 else { return low }
        return low + place.share * (way[(place.frame + 1) * width + feature] - low)
    }
}
