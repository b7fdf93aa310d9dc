import Alignment
import SigningSpace

/// The model of a sign for longer recordings: each of its takes as a short sequence of states.
public struct SignModel: Sendable {
    /// The sign with its takes cut to their strokes. Stretches of a longer recording are scored against it.
    public let sign: ReferenceSign
    /// One per take.
    let templates: [FeatureSequence]
    /// The calibrated distance per unit of distance.
    private let scale: Float

    /// Builds the model of a sign. O(frames of its takes).
    public init(_ sign: ReferenceSign) {
        let strokes = sign.takes.map { $0.cutToStroke() }
        self.sign = ReferenceSign(gloss: sign.gloss, takes: strokes, calibration: sign.calibration)
        templates = strokes.map { Self.template($0) }
        scale = Float(sign.calibration.relative(ofFrames: 1))
    }

    /// The calibrated distances between an attempt's frames and each template's states. One matrix product
    /// per take.
    func costs(_ attempt: FeatureSequence) throws(AlignmentError) -> [CostMatrix] {
        var costs: [CostMatrix] = []
        for template in templates {
            let matrix = try CostMatrix(attempt: attempt, reference: template)
            costs.append(
                CostMatrix(
                    rows: matrix.rows, columns: matrix.columns, values: matrix.values.map(calibrated)))
        }
        return costs
    }

    /// A distance between frames on the scale of the sign's calibration.
    func calibrated(_ distance: Float) -> Float { distance * scale }

    /// The cost of each frame outside every sign: `usual`, plus the signs' charge for a missing hand where a
    /// raised dominant hand is lost. A lost hand is then evidence neither for a sign nor against it.
    /// O(frames).
    static func filler(_ take: PreparedTake, _ usual: Float, for models: [SignModel]) -> [Float] {
        let scale = models.reduce(0) { $0 + $1.scale } / Float(Swift.max(models.count, 1))
        let features = take.features.aligned
        let groups = features.layout.groups.indices.filter {
            ScoringConstants.alignedBlocks[$0].role == .dominant
        }
        return take.clip.resting().enumerated().map { frame, isResting in
            guard !isResting else { return usual }
            let unseen = groups.filter { !features.isSeen($0, frame: frame) }
            let charged = unseen.reduce(0) { $0 + features.layout.groups[$1].mismatchCost }
            return (usual * usual + charged * scale * scale).squareRoot()
        }
    }

    /// The distance of a stretch divided by the sign's threshold, by aligned frames alone: embeddings were learned from
    /// whole signs, and parts of signs and of ways between them lie anywhere. One alignment per take.
    func distance(of stretch: PreparedTake) throws(ScoringError) -> Double {
        try WordScorer().nearestTake(of: sign, to: DirectedAttempt(stretch)).relativeOfFrames(
            sign.calibration)
    }

    /// The states of a take: frames spread evenly over time and change of posture. A held posture gets few
    /// states, a movement many.
    private static func template(_ take: PreparedTake) -> FeatureSequence {
        let sequence = take.features.aligned
        let frames = sequence.frameCount
        let wanted = (take.clip.duration / SequenceConstants.secondsPerState).rounded()
        let states = Swift.min(
            Swift.max(
                Int(Swift.min(wanted, Double(SequenceConstants.mostStates))), SequenceConstants.fewestStates),
            frames)
        let changes = (1..<Swift.max(frames, 1)).map {
            sequence.distance(frame: $0 - 1, to: sequence, frame: $0)
        }
        let mean = changes.reduce(0, +) / Float(Swift.max(changes.count, 1))
        let share = SequenceConstants.timeShare
        var way: [Float] = [0]
        for change in changes {
            way.append(way[way.count - 1] + (1 - share) * change + share * Swift.max(mean, 1e-6))
        }
        let length = way[way.count - 1]
        var picked: [Int] = []
        var frame = 0
        for state in 0..<states {
            let place = states > 1 ? length * Float(state) / Float(states - 1) : length / 2
            while frame + 1 < frames, abs(way[frame + 1] - place) <= abs(way[frame] - place) { frame += 1 }
            picked.append(frame)
        }
        return sequence.picking(picked)
    }
}
