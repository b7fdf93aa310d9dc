import Alignment
import SigningSpace

/// A sign as it is looked for inside longer recordings: each of its takes as a short row of states.
public struct SignModel: Sendable {
    /// The sign with its takes cut to their strokes: what a stretch of a longer recording is scored against.
    public let sign: ReferenceSign
    /// One a take.
    let templates: [FeatureSequence]
    /// What a calibrated distance is for each unit of distance.
    private let scale: Float

    /// The model of a sign. O(frames of its takes).
    public init(_ sign: ReferenceSign) {
        let strokes = sign.takes.map { $0.cutToStroke() }
        self.sign = ReferenceSign(gloss: sign.gloss, takes: strokes, calibration: sign.calibration)
        templates = strokes.map { Self.template($0) }
        scale = Float(sign.calibration.relative(1))
    }

    /// The calibrated distances between an attempt's frames and each template's states. One matrix product a take.
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

    /// What each frame of a take costs outside every sign: `usual`, and where a raised dominant hand is lost, what the signs
    /// are charged for that too, so that a lost hand speaks neither for a sign nor against it. O(frames).
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

    /// The distance of a stretch to the sign over its threshold. One alignment a take.
    func distance(of stretch: PreparedTake) throws(ScoringError) -> Double {
        try WordScorer().distance(stretch, to: sign)
    }

    /// A take's states: frames of it, spread evenly over time and change, so that a posture that is held for long has few
    /// and a movement has many.
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
