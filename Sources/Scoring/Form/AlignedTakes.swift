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
    private let alignments: [Alignment]

    private struct Alignment {
        let path: WarpingPath
        let weights: [Int]
        /// By group.
        let squares: PathSquares

        init(_ attempt: FeatureSequence, _ take: FeatureSequence) throws(AlignmentError) {
            path = try WarpingPath(aligning: attempt, with: take, WarpingOptions(bandShare: bandShare))
            weights = path.stepWeights
            var squares = PathSquares(along: path, columns: groups.count)
            squares.add(attempt, take, along: path, groups)
            self.squares = squares
        }
    }

    /// The equivalent changes of finger bend in degrees, of a unit vector, and of place in shoulder widths.
    private static let scales = (bend: Float(60), turn: Float(0.8), place: Float(0.25))
    /// The half width of the Sakoe-Chiba band as a share of the longer sequence: tempo varies within a sign
    /// by no more.
    private static let bandShare = 0.2

    init(_ attempt: SignMotion, _ takes: [SignMotion]) {
        self.attempt = attempt
        var aligned: [SignMotion] = []
        var places: [Int] = []
        var alignments: [Alignment] = []
        for (place, take) in takes.enumerated() {
            guard let alignment = try? Alignment(attempt.features, take.features) else { continue }
            aligned.append(take)
            places.append(place)
            alignments.append(alignment)
        }
        self.takes = aligned
        self.places = places
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
        let alignment = alignments[take]
        let (first, takeFirst) = (attempt.core.lowerBound, takes[take].core.lowerBound)
        return zip(alignment.path.steps, alignment.weights).map { step, weight in
            Step(
                attempt: first + step.attempt, take: takeFirst + step.reference, weight: Float(weight))
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
        return alignments.map { alignment in
            var sum: Float = 0
            for (index, weight) in alignment.weights.enumerated() {
                var squared: Float = 0
                for group in kept { squared += alignment.squares[index, group] }
                sum += Float(weight) * squared.squareRoot()
            }
            return sum / Float(alignment.path.weight)
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
    /// Each group in a column of its own.
    private static let groups = parts.enumerated().map { column, part in
        PathSquares.Part(column: column, factor: 1, mismatch: part.cost)
    }

    /// The weight of a hand's squared distance.
    private static func weight(_ role: HandRole) -> Float { role == .dominant ? 1 : 0.5 }

    /// The features of a motion's core. O(frames).
    ///
    /// - Parameter hands: by ``HandRole`` raw value.
    static func features(_ hands: [HandMotion], _ core: Range<Int>) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        values.reserveCapacity(core.count * layout.dimension)
        seen.reserveCapacity(core.count * layout.groups.count)
        let means = hands.map { hand in core.compactMap { hand.places[$0] }.mean }
        for frame in core {
            for (role, (hand, mean)) in zip(HandRole.allCases, zip(hands, means)) {
                let weight = weight(role).squareRoot()
                let posture = hand.postures[frame]
                let bends = posture?.bends ?? .zero
                for finger in 0..<5 { values.append(weight * bends[finger] / scales.bend) }
                let (facing, pointing) = (posture?.facing ?? .zero, posture?.pointing ?? .zero)
                for axis in 0..<3 { values.append(weight * facing[axis] * scales.turn) }
                for axis in 0..<3 { values.append(weight * pointing[axis] * scales.turn) }
                let place = hand.places[frame]
                let change = (place ?? .zero) - mean
                for axis in 0..<2 { values.append(weight * change[axis] / scales.place) }
                seen.append(posture != nil)
                seen.append(posture != nil)
                seen.append(place != nil)
            }
        }
        return FeatureSequence(layout: layout, frameCount: core.count, values: values, seen: seen)
    }
}
