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
    /// The mean cost of the cheapest alignment; about 1 between unlike postures.
    let distance: Float

    /// Degrees of finger bend, parts of a unit vector, shoulder widths that count as much as one another.
    private static let scales = (bend: Float(60), turn: Float(0.8), place: Float(0.25))
    /// Nobody hurries one half of a sign and drags the other by more than this share of it.
    private static let bandShare = 0.2

    init(_ attempt: SignMotion, _ takes: [SignMotion]) {
        self.attempt = attempt
        var aligned: [SignMotion] = []
        var matches: [[ClosedRange<Int>]] = []
        var distance = Float.infinity
        let own = Self.features(attempt)
        for take in takes {
            guard
                let path = try? CostMatrix(attempt: own, reference: Self.features(take))
                    .path(WarpingOptions(bandShare: Self.bandShare))
            else { continue }
            var beside = [ClosedRange<Int>?](repeating: nil, count: attempt.core.count)
            for step in path.steps {
                let frame = take.core.lowerBound + step.reference
                beside[step.attempt] = (beside[step.attempt]?.lowerBound ?? frame)...frame
            }
            aligned.append(take)
            matches.append(beside.compactMap(\.self))
            distance = min(distance, path.normalisedCost)
        }
        self.takes = aligned
        self.matches = matches
        self.distance = distance
    }

    /// A measure of the attempt and what it is in each take that shows it; `nil` in frames where the attempt or all
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

    private static let layout = FeatureLayout(
        HandRole.allCases.flatMap { role -> [FeatureLayout.Group] in
            let weight: Float = role == .dominant ? 1 : 0.5
            return [.init(width: 11, mismatchCost: weight), .init(width: 2, mismatchCost: weight)]
        })

    private static func features(_ motion: SignMotion) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        let means = HandRole.allCases.map { role in
            mean(motion.core.compactMap { motion[role].places[$0] })
        }
        for frame in motion.core {
            for role in HandRole.allCases {
                let weight = (role == .dominant ? Float(1) : 0.5).squareRoot()
                let posture = motion[role].postures[frame]
                seen.append(posture != nil)
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
