import Alignment
import SigningSpace

/// An attempt aligned with every take of a sign: form is measured along these alignments.
///
/// They are separate from the alignments of identity. They use natural units, and places relative to their
/// mean, so that a hand that is always too low stays aligned.
struct AlignedTakes {
    let attempt: SignMotion
    /// The takes that could be aligned.
    let takes: [SignMotion]
    /// The indices of these takes among all.
    let places: [Int]
    /// The features of the attempt.
    private let features: FeatureSequence
    private let alignments: [(take: FeatureSequence, path: WarpingPath)]

    /// The equivalent changes of finger bend in degrees, of a unit vector, and of place in shoulder widths.
    private static let scales = (bend: Float(60), turn: Float(0.8), place: Float(0.25))
    /// The half width of the Sakoe-Chiba band as a share of the longer sequence: tempo varies within a sign
    /// by no more.
    private static let bandShare = 0.2

    init(_ attempt: SignMotion, _ takes: [SignMotion]) {
        self.attempt = attempt
        var aligned: [SignMotion] = []
        var places: [Int] = []
        var alignments: [(FeatureSequence, WarpingPath)] = []
        let own = Self.features(attempt)
        for (place, take) in takes.enumerated() {
            let other = Self.features(take)
            guard
                let path = try? WarpingPath(
                    aligning: own, with: other, WarpingOptions(bandShare: Self.bandShare))
            else { continue }
            aligned.append(take)
            places.append(place)
            alignments.append((other, path))
        }
        self.takes = aligned
        self.places = places
        features = own
        self.alignments = alignments
    }

    /// A pair of aligned frames, as indices into the clips, and its weight.
    struct Step {
        let attempt: Int
        let take: Int
        let weight: Float
    }

    /// The steps of the alignment with a take. O(steps).
    func steps(with take: Int) -> [Step] {
        let path = alignments[take].path
        let (first, takeFirst) = (attempt.core.lowerBound, takes[take].core.lowerBound)
        return path.steps.enumerated().map { index, step in
            Step(
                attempt: first + step.attempt, take: takeFirst + step.reference,
                weight: Float(path.weight(ofStep: index)))
        }
    }

    /// The mean distance of aligned frames to each take, with places relative to their mean; about 1 between
    /// unlike postures. O(steps) per take.
    ///
    /// - Parameters:
    ///   - channels: the channels to leave out, to test whether they explain the distance.
    ///   - roles: the hands to include.
    func distances(without channels: Set<Channel> = [], of roles: [HandRole] = HandRole.allCases) -> [Float] {
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
        }
    }

    /// The smallest of ``distances(without:of:)``; infinite without a take.
    func distance(without channels: Set<Channel> = [], of roles: [HandRole] = HandRole.allCases) -> Float {
        distances(without: channels, of: roles).min() ?? .infinity
    }

    /// The feature groups, in order. The squared cost of a hand that only one side shows is the squared
    /// distance of unlike hands.
    private static let parts: [(role: HandRole, channel: Channel, width: Int, cost: Float)] =
        HandRole.allCases.flatMap { role in
            [
                (role, .handshape, 5, 0.5 * weight(role)), (role, .orientation, 6, 0.5 * weight(role)),
                (role, .movement, 2, weight(role)),
            ]
        }
    private static let layout = FeatureLayout(parts.map { .init(width: $0.width, mismatchCost: $0.cost) })

    /// The weight of a hand's squared distance.
    private static func weight(_ role: HandRole) -> Float { role == .dominant ? 1 : 0.5 }

    private static func features(_ motion: SignMotion) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        let means = HandRole.allCases.map { role in
            motion.core.compactMap { motion[role].places[$0] }.mean
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
}
