import Alignment
import SigningSpace

/// An attempt aligned with one take, and how far apart they are.
struct TakeComparison: Sendable {
    /// The alignment.
    let path: WarpingPath
    /// The mean distance of aligned frames over all channels; 0 between identical recordings.
    let distance: Double
    /// The mean distance in each channel of frames aligned with the take's stroke: how the hands come and go says nothing of
    /// what is to be corrected.
    let channels: [Channel: Double]
    /// The share of the alignment, 0–1, in which both sides show what the channel measures, among the frames in which
    /// either does; 0 where neither ever does.
    let coverage: [Channel: Double]

    /// Aligns and compares. O(attempt frames · take frames · features).
    ///
    /// The alignment comes from one matrix product; what is reported is summed along it from direct differences, so
    /// that identical recordings are at distance 0 exactly.
    init(_ attempt: PreparedTake, with take: PreparedTake) throws(AlignmentError) {
        path = try WarpingPath(aligning: attempt.features.aligned, with: take.features.aligned)

        // Velocities are compared as if both took the same time: tempo is not form.
        let speed = Float(attempt.clip.duration / take.clip.duration)
        let sides = [
            Side(
                attempt: attempt.features.aligned, take: take.features.aligned,
                blocks: ScoringConstants.alignedBlocks, speed: speed),
            Side(
                attempt: attempt.features.following, take: take.features.following,
                blocks: ScoringConstants.followingBlocks, speed: speed),
        ]
        var total = 0.0
        var strokeWeight = 0.0
        var tally = [Tally](repeating: Tally(), count: Channel.allCases.count)
        for (index, step) in path.steps.enumerated() {
            let weight = Double(path.weight(ofStep: index))
            for place in tally.indices { tally[place].squared = 0 }
            let isStroke = take.stroke.contains(step.reference)
            for side in sides { side.add(step, weight: weight, to: &tally) }
            var sum: Float = 0
            for place in tally.indices {
                sum += tally[place].squared
                if isStroke { tally[place].sum += weight * Double(tally[place].squared.squareRoot()) }
            }
            if isStroke { strokeWeight += weight }
            total += weight * Double(sum.squareRoot())
        }
        let weight = Double(path.weight)
        distance = total / weight
        let results = zip(Channel.allCases, tally)
        channels = Dictionary(uniqueKeysWithValues: results.map { ($0, $1.sum / strokeWeight) })
        coverage = Dictionary(uniqueKeysWithValues: results.map { ($0, $1.both / max($1.either, 1e-9)) })
    }

    /// What one channel comes to along the path.
    private struct Tally {
        /// At the step at hand.
        var squared: Float = 0
        var sum = 0.0
        /// The weight of the steps in which both sides, or either, show the channel.
        var both = 0.0
        var either = 0.0
    }

    /// Two sequences with the same blocks.
    private struct Side {
        let attempt: FeatureSequence
        let take: FeatureSequence
        let blocks: [FeatureBlock]
        let speed: Float

        func add(_ step: WarpingPath.Step, weight: Double, to tally: inout [Tally]) {
            for (group, block) in blocks.enumerated() {
                let place = block.channel.place
                tally[place].squared += attempt.squaredDistance(
                    frame: step.attempt, scaledBy: block.channel == .movement ? speed : 1, to: take,
                    frame: step.reference, group: group)
                let isSeen = attempt.isSeen(group, frame: step.attempt)
                let isSeenInTake = take.isSeen(group, frame: step.reference)
                if isSeen || isSeenInTake { tally[place].either += weight }
                if isSeen && isSeenInTake { tally[place].both += weight }
            }
        }
    }
}

extension Channel {
    /// The channel's place among all.
    fileprivate var place: Int {
        switch self {
        case .handshape: 0
        case .orientation: 1
        case .location: 2
        case .movement: 3
        case .nonManual: 4
        }
    }
}

extension FeatureSequence {
    /// As ``squaredDistance(frame:to:frame:group:)`` with this side's features times `factor`.
    fileprivate func squaredDistance(
        frame: Int, scaledBy factor: Float, to other: FeatureSequence, frame otherFrame: Int, group: Int
    ) -> Float {
        guard factor != 1, isSeen(group, frame: frame), other.isSeen(group, frame: otherFrame) else {
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
