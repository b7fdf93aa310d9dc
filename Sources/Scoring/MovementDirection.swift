import Alignment

/// The half of a take that changes its sign where it is played backwards: which way it goes, whatever it looks like.
///
/// Any way p(s), s from 0 to 1 along its own length, is the sum of (p(s) + p(1 - s)) / 2, the same backwards, and of
/// (p(s) - p(1 - s)) / 2, which backwards is its own negative: the even and the odd part of a function about its middle. How
/// hands come from rest and go back to it is in the former. By length and not by time, it is the same at any tempo.
struct MovementDirection: Sendable {
    /// `[points][features]` of twice the odd part's first half, whose second half is its negative, over the length of it and
    /// of the noise in it: of length 1 where it is all direction, 0 where the take is the same backwards.
    private let values: [Float]

    /// Places along half of the way.
    private static let points = 12
    /// Frames on each side that a feature is averaged with before the way is measured: noise is a way too.
    private static let smoothing = 2
    /// How far apart the two ends of a way that is the same backwards are by chance, in units of the metric, in which unlike
    /// frames are some 2.5 apart. Synthetic signs that are, as FATHER, have 0.2 to 0.8, those that are not 0.7 to 2.8; real
    /// takes of seven people 0.8 in the middle.
    private static let noise: Float = 0.4
    /// What a frame adds to the way at least, so that a hand held still has one.
    private static let leastStep: Float = 1e-3

    /// The direction of a sequence. O(its features).
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

    /// How far two takes go the same way: nearly 1 for equal ones with a direction, the negative of that for one and the
    /// other played backwards, 0 where either has none.
    func agreement(with other: MovementDirection) -> Float {
        zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The sequence with what was not seen on a line between what was before and after it; a group that never was stays 0.
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

    /// For each frame, the way up to it.
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

    /// Where on a way a length is reached: a frame, and the share of the step to the next.
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
