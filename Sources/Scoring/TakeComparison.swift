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
    /// `[steps][channels]`: the squared distance of each pair of aligned frames, in the order of ``Channel/place``.
    private let squares: [Float]
    /// `[channels]`.
    private let evidence: [Evidence]
    /// The take's frames of the sign itself.
    private let stroke: Range<Int>

    /// Aligns and compares. O(attempt frames · take frames · features).
    ///
    /// The alignment uses expanded squares. The reported distances are summed along it from direct
    /// differences, so that identical recordings have a distance of exactly 0.
    init(_ attempt: ComparedTake, with take: ComparedTake) throws(AlignmentError) {
        let path = try WarpingPath(aligning: attempt.features.aligned, with: take.features.aligned)
        stroke = take.stroke

        // Velocities are compared as if both takes had the same duration: tempo is not form.
        let speed = Float(attempt.duration / take.duration)
        // Without a body there is no location: a fault of the recording, not of the sign.
        let isPlaced = attempt.features.isPlaced && take.features.isPlaced
        let channelCount = Channel.allCases.count
        var squares = [Float](repeating: 0, count: path.steps.count * channelCount)
        var evidence = [Evidence](repeating: Evidence(), count: channelCount)
        func add(_ blocks: [FeatureBlock], of own: FeatureSequence, _ other: FeatureSequence) {
            for (group, block) in blocks.enumerated() {
                let place = block.channel.place
                Self.add(
                    Block(
                        group: group, place: place, factor: block.channel == .movement ? speed : 1,
                        mismatch: block.channel == .location && !isPlaced
                            ? 0 : own.layout.groups[group].mismatchCost),
                    of: own, other, along: path, to: &squares, &evidence[place])
            }
        }
        add(ScoringConstants.alignedBlocks, of: attempt.features.aligned, take.features.aligned)
        add(ScoringConstants.followingBlocks, of: attempt.features.following, take.features.following)

        var total = 0.0
        for index in path.steps.indices {
            var sum: Float = 0
            for place in 0..<channelCount { sum += squares[index * channelCount + place] }
            total += Double(path.weight(ofStep: index)) * Double(sum.squareRoot())
        }
        self.path = path
        self.squares = squares
        self.evidence = evidence
        aligned = total / Double(path.weight)
        distance = SignMetric.distance(
            aligned: aligned, embedded: attempt.embedding?.squaredDistance(to: take.embedding))
    }

    /// The mean distance in each channel over the frames aligned with the take's stroke; the movement from
    /// and to rest is not corrected. O(steps).
    var channels: [Channel: Double] {
        var strokeWeight = 0.0
        var sums = [Double](repeating: 0, count: evidence.count)
        for (index, step) in path.steps.enumerated() where stroke.contains(step.reference) {
            let weight = Double(path.weight(ofStep: index))
            strokeWeight += weight
            for place in sums.indices {
                sums[place] += weight * Double(squares[index * sums.count + place].squareRoot())
            }
        }
        return Dictionary(uniqueKeysWithValues: zip(Channel.allCases, sums.map { $0 / strokeWeight }))
    }

    /// The share, 0–1, of the alignment in which both sides show the channel, among the frames in which
    /// either side does; 0 if neither side ever does. O(1).
    var coverage: [Channel: Double] {
        Dictionary(
            uniqueKeysWithValues: zip(
                Channel.allCases, evidence.map { Double($0.both) / max(Double($0.either), 1e-9) }))
    }

    /// The weight of the steps in which both sides, or either side, show a channel.
    private struct Evidence {
        var both = 0
        var either = 0
    }

    private struct Block {
        /// The index in the sequences' layout, and that of the channel.
        let group: Int
        let place: Int
        /// Multiplies the attempt's features.
        let factor: Float
        /// The squared distance where only one side shows the block.
        let mismatch: Float
    }

    /// Adds each step's squared distance in a block, and the evidence. Direct differences as in
    /// ``FeatureSequence/squaredDistance(frame:to:frame:group:)``, for a whole path at once.
    private static func add(
        _ block: Block, of attempt: FeatureSequence, _ take: FeatureSequence, along path: WarpingPath,
        to squares: inout [Float], _ evidence: inout Evidence
    ) {
        let (width, groups, channels) = (
            attempt.layout.dimension, attempt.layout.groups.count, Channel.allCases.count
        )
        let range = attempt.layout.ranges[block.group]
        let (own, other, ownSeen, otherSeen) = (
            attempt.values.span, take.values.span, attempt.seen.span, take.seen.span
        )
        let steps = path.steps.span
        var cells = squares.mutableSpan
        var (both, either) = (0, 0)
        for index in steps.indices {
            let step = steps[index]
            let isSeen = ownSeen[step.attempt * groups + block.group]
            let isSeenInTake = otherSeen[step.reference * groups + block.group]
            guard isSeen || isSeenInTake else { continue }
            let weight = path.weight(ofStep: index)
            either += weight
            var sum = block.mismatch
            if isSeen && isSeenInTake {
                both += weight
                sum = 0
                for feature in range {
                    let difference =
                        block.factor * own[step.attempt * width + feature]
                        - other[step.reference * width + feature]
                    sum += difference * difference
                }
            }
            cells[index * channels + block.place] += sum
        }
        evidence.both += both
        evidence.either += either
    }
}

extension Channel {
    /// The index in ``TakeComparison``'s arrays.
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
