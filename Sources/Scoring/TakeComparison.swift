import Alignment
import SigningSpace

/// An attempt aligned with one take, and how far apart they are.
struct TakeComparison: Sendable {
    /// The alignment.
    let path: WarpingPath
    /// The mean distance of aligned frames over all channels; 0 between identical recordings.
    let distance: Double
    /// The mean distance of aligned frames in each channel.
    let channels: [Channel: Double]
    /// The share of the alignment, 0–1, in which both sides show what the channel measures, among the frames in which
    /// either does; 0 where neither ever does.
    let coverage: [Channel: Double]

    /// Aligns and compares. O(attempt frames · take frames · features).
    ///
    /// The alignment comes from one matrix product; what is reported is summed along it from direct differences, so
    /// that identical recordings are at distance 0 exactly.
    ///
    /// - Parameter tempo: what is usual for the sign; `nil` where tempo does not matter.
    init(_ attempt: PreparedTake, with take: PreparedTake, tempo: UsualTempo?) throws(AlignmentError) {
        path = try CostMatrix(attempt: attempt.features.aligned, reference: take.features.aligned).path()

        let tempoDistance = ScoringConstants.tempoCost * Float(tempo?.excess(of: attempt.clip.duration) ?? 0)
        // Velocities are compared as if both took the same time: tempo is not form.
        let speed = Float(attempt.clip.duration / take.clip.duration)

        var total = 0.0
        var sums = [Channel: Double](uniqueKeysWithValues: Channel.allCases.map { ($0, 0) })
        var both = sums
        var either = sums
        for (index, step) in path.steps.enumerated() {
            let weight = Double(path.weight(ofStep: index))
            var squares = [Channel: Float]()
            func add(_ group: FeatureGroup, _ squared: Float, _ seen: Bool, _ seenInTake: Bool) {
                squares[group.channel, default: 0] += squared
                if seen || seenInTake { either[group.channel, default: 0] += weight }
                if seen && seenInTake { both[group.channel, default: 0] += weight }
            }
            for (place, group) in ScoringConstants.alignedGroups.enumerated() {
                let (a, b) = (attempt.features.aligned, take.features.aligned)
                add(
                    group, a.squaredDistance(frame: step.attempt, to: b, frame: step.reference, group: place),
                    a.isSeen(place, frame: step.attempt), b.isSeen(place, frame: step.reference))
            }
            for (place, group) in ScoringConstants.followingGroups.enumerated() {
                let (a, b) = (attempt.features.following, take.features.following)
                let factor = group.channel == .movement ? speed : 1
                add(
                    group,
                    a.squaredDistance(
                        frame: step.attempt, scaledBy: factor, to: b, frame: step.reference, group: place),
                    a.isSeen(place, frame: step.attempt), b.isSeen(place, frame: step.reference))
            }
            squares[.movement, default: 0] += tempoDistance * tempoDistance
            var sum: Float = 0
            // In the channels' own order: a dictionary's would change the last digit from run to run.
            for channel in Channel.allCases {
                let squared = squares[channel] ?? 0
                sum += squared
                sums[channel, default: 0] += weight * Double(squared.squareRoot())
            }
            total += weight * Double(sum.squareRoot())
        }
        let weight = Double(path.weight)
        distance = total / weight
        channels = sums.mapValues { $0 / weight }
        coverage = [Channel: Double](
            uniqueKeysWithValues: Channel.allCases.map { channel in
                let seen = either[channel] ?? 0
                return (channel, seen > 0 ? (both[channel] ?? 0) / seen : 0)
            })
    }
}

extension FeatureSequence {
    /// As ``squaredDistance(frame:to:frame:group:)`` with this side's features times `factor`.
    fileprivate func squaredDistance(
        frame: Int, scaledBy factor: Float, to other: FeatureSequence, frame otherFrame: Int, group: Int
    ) -> Float {
        guard isSeen(group, frame: frame), other.isSeen(group, frame: otherFrame) else {
            return squaredDistance(frame: frame, to: other, frame: otherFrame, group: group)
        }
        var sum: Float = 0
        for feature in layout.ranges[group] {
            let difference =
                factor * values[frame * layout.dimension + feature]
                - other.values[otherFrame * layout.dimension + feature]
            sum += difference * difference
        }
        return sum
    }
}
