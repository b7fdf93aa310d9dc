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
    /// The alignment comes from expanded squares; what is reported is summed along it from direct differences, so that
    /// identical recordings are at distance 0 exactly.
    init(_ attempt: ComparedTake, with take: ComparedTake) throws(AlignmentError) {
        let path = try WarpingPath(aligning: attempt.features.aligned, with: take.features.aligned)

        // Velocities are compared as if both took the same time: tempo is not form.
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
        distance = total / Double(path.weight)
        channels = Dictionary(uniqueKeysWithValues: zip(Channel.allCases, sums.map { $0 / strokeWeight }))
        coverage = Dictionary(
            uniqueKeysWithValues: zip(Channel.allCases, evidence.map { $0.both / max($0.either, 1e-9) }))
    }

    /// The weight of the steps in which both sides, or either, show a channel.
    private struct Evidence {
        var both = 0.0
        var either = 0.0
    }

    /// Two sequences with the same blocks.
    private struct Side {
        let attempt: FeatureSequence
        let take: FeatureSequence
        /// A block in a frame: its features, its channel's place, what its features are multiplied by in the attempt, and what
        /// it costs where one side alone shows it.
        private let blocks: [(range: Range<Int>, place: Int, factor: Float, mismatch: Float)]

        init(attempt: FeatureSequence, take: FeatureSequence, blocks: [FeatureBlock], speed: Float) {
            self.attempt = attempt
            self.take = take
            let layout = attempt.layout
            // Without a body there are no places on it: that is the recording's fault, not the sign's.
            let isPlaced = [attempt, take].allSatisfy { Self.shows(.location, $0, blocks) }
            self.blocks = blocks.enumerated().map { group, block in
                (
                    layout.ranges[group], block.channel.place, block.channel == .movement ? speed : 1,
                    block.channel == .location && !isPlaced ? 0 : layout.groups[group].mismatchCost
                )
            }
        }

        /// Whether a sequence shows anything of a channel in any frame.
        private static func shows(
            _ channel: Channel, _ sequence: FeatureSequence, _ blocks: [FeatureBlock]
        ) -> Bool {
            let groups = blocks.indices.filter { blocks[$0].channel == channel }
            guard !groups.isEmpty else { return false }
            return (0..<sequence.frameCount).contains { frame in
                groups.contains { sequence.seen[frame * blocks.count + $0] }
            }
        }

        /// Adds each step's squared distance by channel, `[steps][channels]`, and what was seen. By direct difference, as
        /// ``FeatureSequence/squaredDistance(frame:to:frame:group:)``, for whole paths at once.
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
