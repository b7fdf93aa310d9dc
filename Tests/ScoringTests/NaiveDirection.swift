import Alignment

/// The direction of a take by its definition, feature by feature and point by point, in double precision.
enum NaiveDirection {
    static func agreement(_ one: FeatureSequence, _ two: FeatureSequence) -> Double {
        let (a, b) = (odd(one), odd(two))
        func length(_ values: [Double]) -> Double { (values.reduce(12 * 0.16) { $0 + $1 * $1 }).squareRoot() }
        return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / length(a) / length(b)
    }

    private static func odd(_ sequence: FeatureSequence) -> [Double] {
        let frames = (0..<sequence.frameCount).map { frame in
            (0..<sequence.layout.dimension).map { value(sequence, frame, $0) }
        }
        let smooth = frames.indices.map { frame in
            frames[frame].indices.map { feature in
                (-2...2).map { frames[min(max(frame + $0, 0), frames.count - 1)][feature] }.reduce(0, +) / 5
            }
        }
        var lengths = [0.0]
        for frame in frames.indices.dropFirst() {
            let step = zip(smooth[frame], smooth[frame - 1]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
            lengths.append(lengths[frame - 1] + step.squareRoot() + 0.001)
        }
        func place(_ share: Double) -> [Double] {
            let length = share * lengths[lengths.count - 1]
            let frame = lengths.lastIndex { $0 <= length } ?? 0
            guard frame + 1 < frames.count else { return frames[frame] }
            let part = (length - lengths[frame]) / (lengths[frame + 1] - lengths[frame])
            return zip(frames[frame], frames[frame + 1]).map { $0 + part * ($1 - $0) }
        }
        return (0..<12).flatMap { point in
            zip(place(Double(point) / 23), place(1 - Double(point) / 23)).map { $0 - $1 }
        }
    }

    /// A feature of a frame; if its group was not seen, interpolated linearly between its seen neighbours.
    private static func value(_ sequence: FeatureSequence, _ frame: Int, _ feature: Int) -> Double {
        let group = sequence.layout.ranges.firstIndex { $0.contains(feature) } ?? 0
        let seen = (0..<sequence.frameCount).filter { sequence.isSeen(group, frame: $0) }
        func at(_ frame: Int) -> Double {
            Double(sequence.values[frame * sequence.layout.dimension + feature])
        }
        let (before, after) = (seen.last { $0 <= frame }, seen.first { $0 >= frame })
        switch (before, after) {
        case (nil, nil): return 0
        case (let only?, nil), (nil, let only?): return at(only)
        case (let before?, let after?):
            return before == after
                ? at(before)
                : at(before) + Double(frame - before) / Double(after - before) * (at(after) - at(before))
        }
    }
}
