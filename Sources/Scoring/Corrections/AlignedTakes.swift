import Alignment
import SigningSpace

/// An attempt beside every take of a sign, frame by frame: where corrections are read off.
///
/// The alignment is feedback's own, on natural units, and sees places as changes from their mean: a hand that is
/// too low all the time stays in step, and what the score weighs does not move it.
struct AlignedTakes {
    /// The attempt.
    let attempt: SignMotion
    /// The takes that could be aligned.
    let takes: [SignMotion]
    /// For each take, for each frame of the attempt's core, the take's frames beside it.
    private let matches: [[ClosedRange<Int>]]
    /// What the alignments were made of: the attempt, each take, and the path between them.
    private let features: FeatureSequence
    private let alignments: [(take: FeatureSequence, path: WarpingPath)]

    /// Degrees of finger bend, parts of a unit vector, shoulder widths that count as much as one another.
    private static let scales = (bend: Float(60), turn: Float(0.8), place: Float(0.25))
    /// Nobody hurries one half of a sign and drags the other by more than this share of it.
    private static let bandShare = 0.2

    init(_ attempt: SignMotion, _ takes: [SignMotion]) {
        self.attempt = attempt
        var aligned: [SignMotion] = []
        var matches: [[ClosedRange<Int>]] = []
        var alignments: [(FeatureSequence, WarpingPath)] = []
        let own = Self.features(attempt)
        for take in takes {
            let other = Self.features(take)
            guard
                let path = try? WarpingPath(
                    aligning: own, with: other, WarpingOptions(bandShare: Self.bandShare))
            else { continue }
            var beside = [ClosedRange<Int>?](repeating: nil, count: attempt.core.count)
            for step in path.steps {
                let frame = take.core.lowerBound + step.reference
                beside[step.attempt] = (beside[step.attempt]?.lowerBound ?? frame)...frame
            }
            aligned.append(take)
            matches.append(beside.compactMap(\.self))
            alignments.append((other, path))
        }
        self.takes = aligned
        self.matches = matches
        features = own
        self.alignments = alignments
    }

    /// The mean distance of aligned frames to the nearest take, places as changes from their mean; about 1 between
    /// unlike postures.
    ///
    /// - Parameters:
    ///   - channels: left out of it, so that what is left says whether they explain it all.
    ///   - roles: the hands that count.
    func distance(without channels: Set<Channel> = [], of roles: [HandRole] = HandRole.allCases) -> Float {
        let kept = Self.parts.indices.filter {
            !channels.contains(Self.parts[$0].channel) && roles.contains(Self.parts[$0].role)
        }
        return alignments.map { take, path in
            var sum: Float = 0
            for (index, step) in path.steps.enumerated() {
                let squared = kept.reduce(Float(0)) {
                    $0
                        + features.squaredDistance(
                            frame: step.attempt, to: take, frame: step.reference, group: $1)
                }
                sum += Float(path.weight(ofStep: index)) * squared.squareRoot()
            }
            return sum / Float(path.weight)
        }.min() ?? .infinity
    }

    /// A measure of the attempt, frame by frame, and what it is beside that in each take that shows it; `nil` in frames where the attempt or all
    /// takes do not.
    func compare<Value>(
        _ measure: (SignMotion, Int) -> Value?, mean: ([Value]) -> Value
    ) -> [(own: Value, takes: [Value])?] {
        attempt.core.map { frame in
            guard let own = measure(attempt, frame) else { return nil }
            let wanted = takes.indices.compactMap { take -> Value? in
                let values = matches[take][frame - attempt.core.lowerBound]
                    .compactMap { measure(takes[take], $0) }
                return values.isEmpty ? nil : mean(values)
            }
            // What half of the takes do not show is not known well enough.
            return wanted.count * 2 > takes.count ? (own, wanted) : nil
        }
    }

    /// The same for a number.
    func compare(_ measure: (SignMotion, Int) -> Float?) -> [(own: Float, takes: [Float])?] {
        compare(measure) { $0.reduce(0, +) / Float($0.count) }
    }

    /// The clip's frames of a stretch of the attempt's core.
    func frames(_ window: Deviation.Window) -> Range<Int> {
        let first = attempt.core.lowerBound
        return window.frames.lowerBound + first..<window.frames.upperBound + first
    }

    /// The groups of the features, in order. The squared cost of a hand that one side does not show is what unlike
    /// hands are apart.
    private static let parts: [(role: HandRole, channel: Channel, width: Int, cost: Float)] =
        HandRole.allCases.flatMap { role in
            [
                (role, .handshape, 5, 0.5 * weight(role)), (role, .orientation, 6, 0.5 * weight(role)),
                (role, .movement, 2, weight(role)),
            ]
        }
    private static let layout = FeatureLayout(parts.map { .init(width: $0.width, mismatchCost: $0.cost) })

    /// What a hand's squared distance weighs.
    private static func weight(_ role: HandRole) -> Float { role == .dominant ? 1 : 0.5 }

    private static func features(_ motion: SignMotion) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        let means = HandRole.allCases.map { role in
            mean(motion.core.compactMap { motion[role].places[$0] })
        }
        for frame in motion.core {
            for role in HandRole.allCases {
                let weight = weight(role).squareRoot()
                let posture = motion[role].postures[frame]
                seen += [posture != nil, posture != nil]
                let bends = posture?.bends ?? .zero
                values += (0..<5).map { weight * bends[$0] / scales.bend }
                for vector in [posture?.facing ?? .zero, posture?.pointing ?? .zero] {
                    values += [vector.x, vector.y, vector.z].map { weight * $0 * scales.turn }
                }
                let place = motion[role].places[frame]
                seen.append(place != nil)
                let change = (place ?? .zero) - means[role.rawValue]
                values += [weight * change.x / scales.place, weight * change.y / scales.place]
            }
        }
        return FeatureSequence(
            layout: layout, frameCount: motion.core.count, values: values, seen: seen)
    }

    private static func mean(_ places: [SIMD2<Float>]) -> SIMD2<Float> {
        places.isEmpty ? .zero : places.reduce(.zero, +) / Float(places.count)
    }
}
