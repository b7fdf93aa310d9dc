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
    /// The squared distance of each pair of aligned frames, by ``Channel/place``.
    private let squares: PathSquares
    private let own: WeightedFeatures
    private let other: WeightedFeatures
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
        var squares = PathSquares(along: path, columns: channelCount)
        func add(_ blocks: [FeatureBlock], of own: FeatureSequence, _ other: FeatureSequence) {
            let parts = zip(blocks, own.layout.groups).map { block, group in
                PathSquares.Part(
                    column: block.channel.place, factor: block.channel == .movement ? speed : 1,
                    mismatch: block.channel == .location && !isPlaced ? 0 : group.mismatchCost)
            }
            squares.add(own, other, along: path, parts)
        }
        add(ScoringConstants.alignedBlocks, of: attempt.features.aligned, take.features.aligned)
        add(ScoringConstants.followingBlocks, of: attempt.features.following, take.features.following)

        var total = 0.0
        for (index, weight) in path.stepWeights.enumerated() {
            var sum: Float = 0
            for place in 0..<channelCount { sum += squares[index, place] }
            total += Double(weight) * Double(sum.squareRoot())
        }
        self.path = path
        self.squares = squares
        (own, other) = (attempt.features, take.features)
        aligned = total / Double(path.weight)
        distance = SignMetric.distance(
            aligned: aligned, embedded: attempt.embedding?.squaredDistance(to: take.embedding))
    }

    /// The mean distance in each channel over the frames aligned with the take's stroke; the movement from
    /// and to rest is not corrected. O(steps).
    var channels: [Channel: Double] {
        var strokeWeight = 0.0
        var sums = [Double](repeating: 0, count: Channel.allCases.count)
        for (index, (step, weight)) in zip(path.steps, path.stepWeights).enumerated()
        where stroke.contains(step.reference) {
            strokeWeight += Double(weight)
            for place in sums.indices {
                sums[place] += Double(weight) * Double(squares[index, place].squareRoot())
            }
        }
        return Dictionary(uniqueKeysWithValues: zip(Channel.allCases, sums.map { $0 / strokeWeight }))
    }

    /// The share, 0–1, of the alignment in which both sides show the channel, among the frames in which
    /// either side does; 0 if neither side ever does. O(steps).
    var coverage: [Channel: Double] {
        var weights = [(both: Int, either: Int)](repeating: (0, 0), count: Channel.allCases.count)
        let steps = Array(zip(path.steps, path.stepWeights))
        func add(_ blocks: [FeatureBlock], of own: FeatureSequence, _ other: FeatureSequence) {
            for (group, block) in blocks.enumerated() {
                for (step, weight) in steps {
                    let isSeen = own.isSeen(group, frame: step.attempt)
                    let isSeenInTake = other.isSeen(group, frame: step.reference)
                    if isSeen && isSeenInTake { weights[block.channel.place].both += weight }
                    if isSeen || isSeenInTake { weights[block.channel.place].either += weight }
                }
            }
        }
        add(ScoringConstants.alignedBlocks, of: own.aligned, other.aligned)
        add(ScoringConstants.followingBlocks, of: own.following, other.following)
        return Dictionary(
            uniqueKeysWithValues: zip(
                Channel.allCases, weights.map { Double($0.both) / max(Double($0.either), 1e-9) }))
    }
}

extension Channel {
    /// The column in ``TakeComparison``'s squared distances.
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
