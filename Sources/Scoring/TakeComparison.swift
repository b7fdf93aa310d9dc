import Alignment
import SigningSpace

/// An attempt aligned with one take, and their distance.
struct TakeComparison: Sendable {
    let path: WarpingPath
    /// The distance of the takes, in units of the metric: ``SignMetric/distance(aligned:embedded:)``. It is 0 between
    /// identical recordings.
    let distance: Double
    /// The mean distance of aligned frames over all channels, in the same units.
    let aligned: Double
    /// The mean distance in each channel over the frames aligned with the take's stroke; the movement from
    /// and to rest is not corrected.
    let channels: [Channel: Double]
    /// The share, 0–1, of the alignment in which both sides show the channel, among the frames in which
    /// either side does; 0 if neither side ever does.
    let coverage: [Channel: Double]

    /// Aligns and compares. O(attempt frames · take frames · features).
    ///
    /// The alignment uses expanded squares. The reported distances are summed along it from direct
    /// differences, so that identical recordings have a distance of exactly 0.
    init(_ attempt: ComparedTake, with take: ComparedTake) throws(AlignmentError) {
        let path = try WarpingPath(aligning: attempt.features.aligned, with: take.features.aligned)

        // Velocities are compared as if both takes had the same duration: tempo is not form.
        let speed = Float(attempt.duration / take.duration)
        let sides = [
            Side(
                attempt: attempt.features.aligned, take: take.features.aligned,
                blocks: ScoringConstants.alignedBlocks, speed: speed),
            Side(
                attempt: attempt.features.following, take: take.features.following,
                blocks: ScoringConstants.followingBlocks, speed: speed),
        ]
        let channelCount = Channel.allCases.count
        let weights = path.steps.indices.map { Double(path.weight(ofStep: $0)) }
        var squares = [Float](repeating: 0, count: weights.count * channelCount)
        var evidence = [Evidence](repeating: Evidence(), count: channelCount)
        for side in sides { side.add(path.steps, weights, to: &squares, &evidence) }

        var total = 0.0
        var strokeWeight = 0.0
        var sums = [Double](repeating: 0, count: channelCount)
        for (index, step) in path.steps.enumerated() {
            let isStroke = take.stroke.contains(step.reference)
            var sum: Float = 0
            for place in 0..<channelCount {
                let squared = squares[index * channelCount + place]
                sum += squared
                if isStroke { sums[place] += weights[index] * Double(squared.squareRoot()) }
            }
            if isStroke { strokeWeight += weights[index] }
            total += weights[index] * Double(sum.squareRoot())
        }
        self.path = path
        aligned = total / Double(path.weight)
        distance = SignMetric.distance(
            aligned: aligned, embedded: attempt.embedding?.squaredDistance(to: take.embedding))
        channels = Dictionary(uniqueKeysWithValues: zip(Channel.allCases, sums.map { $0 / strokeWeight }))
        coverage = Dictionary(
            uniqueKeysWithValues: zip(Channel.allCases, evidence.map { $0.both / max($0.either, 1e-9) }))
    }

    /// The weight of the steps in which both sides, or either side, show a channel.
    private struct Evidence {
        var both = 0.0
        var either = 0.0
    }

    private struct Side {
        let attempt: FeatureSequence
        let take: FeatureSequence
        /// The features of a block, the index of its channel, the factor for the attempt's features, and the
        /// cost where only one side shows it.
        private let blocks: [(range: Range<Int>, place: Int, factor: Float, mismatch: Float)]

        init(attempt: FeatureSequence, take: FeatureSequence, blocks: [FeatureBlock], speed: Float) {
            self.attempt = attempt
            self.take = take
            let layout = attempt.layout
            // Without a body there is no location: a fault of the recording, not of the sign.
            let isPlaced = [attempt, take].allSatisfy { Self.shows(.location, $0, blocks) }
            self.blocks = blocks.enumerated().map { group, block in
                (
                    layout.ranges[group], block.channel.place, block.channel == .movement ? speed : 1,
                    block.channel == .location && !isPlaced ? 0 : layout.groups[group].mismatchCost
                )
            }
        }

        /// Whether a sequence shows a channel in any frame.
        private static func shows(
            _ channel: Channel, _ sequence: FeatureSequence, _ blocks: [FeatureBlock]
        ) -> Bool {
            let groups = blocks.indices.filter { blocks[$0].channel == channel }
            guard !groups.isEmpty else { return false }
            return (0..<sequence.frameCount).contains { frame in
                groups.contains { sequence.seen[frame * blocks.count + $0] }
            }
        }

        /// Adds each step's squared distance by channel, `[steps][channels]`, and the evidence. Direct
        /// differences as in ``FeatureSequence/squaredDistance(frame:to:frame:group:)``, for a whole path at
        /// once.
        func add(
            _ steps: [WarpingPath.Step], _ weights: [Double], to squares: inout [Float],
            _ evidence: inout [Evidence]
        ) {
            let (width, channelCount) = (attempt.layout.dimension, evidence.count)
            let (own, other, ownSeen, otherSeen) = (
                attempt.values.span, take.values.span, attempt.seen.span, take.seen.span
            )
            for (index, step) in steps.enumerated() {
                for (group, block) in blocks.enumerated() {
                    let isSeen = ownSeen[step.attempt * blocks.count + group]
                    let isSeenInTake = otherSeen[step.reference * blocks.count + group]
                    guard isSeen || isSeenInTake else { continue }
                    evidence[block.place].either += weights[index]
                    var sum = block.mismatch
                    if isSeen && isSeenInTake {
                        evidence[block.place].both += weights[index]
                        sum = 0
                        for feature in block.range {
                            let difference =
                                block.factor * own[step.attempt * width + feature]
                                - other[step.reference * width + feature]
                            sum += difference * difference
                        }
                    }
                    squares[index * channelCount + block.place] += sum
                }
            }
        }
    }
}

extension Channel {
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
