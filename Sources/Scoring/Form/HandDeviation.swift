import Foundation
import SigningSpace

/// How far a hand of an attempt is from the same hand in one take of a sign, over the frames of the sign itself.
///
/// Every number is a signed mean over the aligned frames: what errs all the time the same way stays, and what an alignment
/// or a detector gets wrong to and fro cancels out.
struct HandDeviation: Sendable {
    /// The share of the alignment in which the attempt shows the hand, the take does, and both do.
    let shown: (attempt: Float, take: Float, both: Float)
    /// Shoulder widths from where the take has the hand, x to the left of a right-handed signer, y down; zero along an axis on
    /// which palm and wrist, from the shoulders and from the nose, do not agree on a side: people differ in how far the
    /// face is from the shoulders, and a turned hand takes its palm elsewhere.
    let place: SIMD2<Float>?
    /// Degrees in the picture, clockwise as the signer is seen; `nil` where the hand points to or from the camera.
    let turn: Float?
    /// Degrees between the palms about the hands' axes, without a side.
    let roll: Float?
    /// Reaches of the four long fingers less the take's.
    let reaches: SIMD4<Float>?
    /// The reach of the thumb less the take's, in palm lengths.
    let thumb: Float?
    /// The natural logarithm of the take's extent over the attempt's: above 0 the movement is too small.
    let size: Float?
    /// The same of how far the hand turns in the picture: of the way of the end of a unit vector along it.
    let turning: Float?
    /// Runs to and fro of the take's wrist less the attempt's; `nil` where they are too quick to count.
    let repetition: Float?
    /// 1 − the correlation of both ways; `nil` where either hardly goes anywhere.
    let path: Float?

    /// A hand that points to or from the camera by more than this, as the product of both lengths in the picture, has no
    /// direction there.
    private static let leastLength: Float = 0.25
    /// Degrees of bend, over three joints, that take a finger from straight to as short as its palm: a reach of 1.
    private static let bendPerReach: Float = 160
    /// From this length of the hands in the picture on, over that in space, their geometric mean, reaches are seen as they are.
    private static let wholeLength: Float = 0.45
    /// Frames, 0.2 s, that a run to and fro lasts at least on average for runs to be counted: quicker ones fall between the frames of a
    /// slow camera, and smoothing takes them away.
    private static let shortestRun: Float = 6
    /// Shoulder widths by which a hand that holds still seems to move: added to both extents.
    private static let stillness: Float = 0.05
    /// What a hand that does not turn seems to turn by: added to both extents.
    private static let steadiness: Float = 0.15
    /// Ways of a smaller extent than this, in shoulder widths, have no shape to speak of.
    private static let leastWay: Float = 0.08
    /// The share of the alignment in which both sides must show the hand.
    private static let evidence: Float = 0.2
    /// The same for its movement: a few frames show a posture, but no way.
    private static let movementEvidence: Float = 0.4

    /// Where two hands are in aligned frames, and what the pair weighs.
    private typealias Pair = (own: SIMD2<Float>, other: SIMD2<Float>, weight: Float)

    /// How large the deviation is in a measure, 0 or more; `nil` where there is too little evidence.
    subscript(measure: FormMeasure) -> Float? {
        switch measure {
        case .place: place.map(\.length)
        case .pointing: turn.map { abs($0) }
        case .palm: roll
        case .finger: reaches.map { Swift.max(abs($0.min()), abs($0.max())) }
        case .fingers: reaches.map { ($0 * $0).sum().squareRoot() }
        case .thumb: thumb.map { abs($0) }
        case .smallness: size.map { max($0, 0) }
        case .largeness: size.map { max(-$0, 0) }
        case .turning: turning.map { max($0, 0) }
        case .repetition: repetition.map { max($0, 0) }
        case .path: path
        }
    }

    /// Measures along an alignment. O(steps).
    ///
    /// - Parameter steps: aligned frames of both clips, with their weights.
    init(_ attempt: SignMotion, _ take: SignMotion, _ role: HandRole, along steps: [AlignedTakes.Step]) {
        let (own, other) = (attempt[role], take[role])
        var weights = (all: Float(0), own: Float(0), other: Float(0), both: Float(0))
        var places = [Mean<SIMD2<Float>>](repeating: Mean(), count: 4)
        var (cross, dot, length) = (Float(0), Float(0), Float(0))
        var roll = Mean<Float>()
        var reaches = Mean<SIMD4<Float>>()
        var thumb = Mean<Float>()
        var (ways, turns) = ([Pair](), [Pair]())
        for step in steps {
            weights.all += step.weight
            let (mine, theirs) = (own.postures[step.attempt], other.postures[step.take])
            if mine != nil { weights.own += step.weight }
            if theirs != nil { weights.other += step.weight }
            let noses = attempt.nose[step.attempt].flatMap { nose in take.nose[step.take].map { (nose, $0) } }
            if let place = own.places[step.attempt], let wanted = other.places[step.take] {
                places[0].add(place - wanted, step.weight)
                if let (nose, theirNose) = noses {
                    places[1].add((place - nose) - (wanted - theirNose), step.weight)
                }
            }
            guard let mine, let theirs else { continue }
            weights.both += step.weight
            places[2].add(mine.wrist - theirs.wrist, step.weight)
            if let (nose, theirNose) = noses {
                places[3].add((mine.wrist - nose) - (theirs.wrist - theirNose), step.weight)
            }
            let (a, b) = (
                SIMD2(mine.pointing.x, mine.pointing.y), SIMD2(theirs.pointing.x, theirs.pointing.y)
            )
            cross += step.weight * (b.x * a.y - b.y * a.x)
            dot += step.weight * (a * b).sum()
            length += step.weight * ((a * a).sum() * (b * b).sum()).squareRoot()
            roll.add(Self.turn(mine, theirs), step.weight)
            reaches.add(Self.reach(mine, theirs, visible: Self.visible(a, b)), step.weight)
            thumb.add(mine.thumbReach - theirs.thumbReach, step.weight)
            ways.append((mine.wrist, theirs.wrist, step.weight))
            turns.append((a, b, step.weight))
        }
        let all = max(weights.all, 1e-9)
        shown = (weights.own / all, weights.other / all, weights.both / all)
        place = Self.agreed(places.compactMap(\.value))
        let isSeen = shown.both >= Self.evidence
        turn = isSeen && length >= Self.leastLength * weights.both ? atan2(cross, dot) * 180 / .pi : nil
        self.roll = isSeen ? roll.value : nil
        self.reaches = isSeen ? reaches.value : nil
        self.thumb = isSeen ? thumb.value : nil
        guard shown.both >= Self.movementEvidence else {
            (size, turning, repetition, path) = (nil, nil, nil, nil)
            return
        }
        let extents = Self.extents(ways)
        // Where a clip's way in and out could not be told from the sign, the other's count as well, in favour of the attempt.
        func ratio(_ own: Float, _ other: Float) -> Float {
            log((other + Self.stillness) / (own + Self.stillness))
        }
        let small = ratio(take.isCut ? extents.own : max(extents.own, own.wristExtent), extents.other)
        let large = ratio(extents.own, attempt.isCut ? extents.other : max(extents.other, other.wristExtent))
        size = small > 0 ? small : min(large, 0)
        let swings = Self.extents(turns)
        turning = log((swings.other + Self.steadiness) / (swings.own + Self.steadiness))
        let runs = Self.runs(take, role)
        repetition =
            Float(take.core.count) >= Self.shortestRun * runs
            ? runs - Self.runs(attempt, role) : nil
        path = min(extents.own, extents.other) >= Self.leastWay ? 1 - extents.correlation : nil
    }

    /// Runs to and fro of the wrist through the core of a take.
    private static func runs(_ motion: SignMotion, _ role: HandRole) -> Float {
        Float(Swings.count(motion.core.compactMap { motion[role].postures[$0]?.wrist }, least: stillness))
    }

    /// Along each axis the smallest of some differences that are all on one side, else 0; `nil` of none.
    private static func agreed(_ places: [SIMD2<Float>]) -> SIMD2<Float>? {
        guard var nearest = places.first else { return nil }
        for place in places.dropFirst() {
            for axis in 0..<2 {
                if nearest[axis] * place[axis] <= 0 {
                    nearest[axis] = 0
                } else if abs(place[axis]) < abs(nearest[axis]) {
                    nearest[axis] = place[axis]
                }
            }
        }
        return nearest
    }

    /// Differences in reach, as they are seen and, where a hand points at the camera, as its bends say: fingers that point there are as
    /// long as the detector guesses.
    private static func reach(
        _ a: HandMotion.Posture, _ b: HandMotion.Posture, visible: Float
    ) -> SIMD4<Float> {
        visible * (a.longReaches - b.longReaches) - (1 - visible) * (a.longBends - b.longBends) / bendPerReach
    }

    /// How much a hand of these directions in the picture shows of its fingers' reach, 0 to 1.
    private static func visible(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
        min(((a * a).sum() * (b * b).sum()).squareRoot().squareRoot() / wholeLength, 1)
    }

    /// Degrees from 0 to 180 between two palms: about the hands' axes or in space, the fewer. A hand that points at the camera
    /// has an axis to turn about that the detector guesses; one that points elsewhere turns its palm with it.
    private static func turn(_ a: HandMotion.Posture, _ b: HandMotion.Posture) -> Float {
        let roll = a.roll - b.roll
        let about = abs(atan2(sin(roll), cos(roll)))
        let between = acos(min(max((a.facing * b.facing).sum(), -1), 1))
        return min(about, between) * 180 / .pi
    }

    /// Root mean square distances of two ways from their middles, in shoulder widths, and how far they go together: Pearson's
    /// correlation over both axes, 0 where either stands still.
    private static func extents(
        _ ways: [Pair]
    ) -> (own: Float, other: Float, correlation: Float) {
        let all = max(ways.reduce(0) { $0 + $1.weight }, 1e-9)
        let middle = ways.reduce(SIMD2<Float>()) { $0 + $1.weight * $1.own } / all
        let otherMiddle = ways.reduce(SIMD2<Float>()) { $0 + $1.weight * $1.other } / all
        var (own, other, both) = (Float(0), Float(0), Float(0))
        for way in ways {
            let (a, b) = (way.own - middle, way.other - otherMiddle)
            own += way.weight * (a * a).sum()
            other += way.weight * (b * b).sum()
            both += way.weight * (a * b).sum()
        }
        let product = (own * other).squareRoot()
        return ((own / all).squareRoot(), (other / all).squareRoot(), product > 0 ? both / product : 0)
    }
}

/// A weighted mean as it is summed.
private struct Mean<Value: SIMDAverageable> {
    private var sum = Value.zero
    private var weight: Float = 0

    mutating func add(_ value: Value, _ weight: Float) {
        sum = sum + value.scaled(by: weight)
        self.weight += weight
    }

    /// The mean; `nil` of nothing.
    var value: Value? { weight > 0 ? sum.scaled(by: 1 / weight) : nil }
}

/// What a weighted mean can be taken of.
private protocol SIMDAverageable {
    static var zero: Self { get }
    static func + (a: Self, b: Self) -> Self
    func scaled(by factor: Float) -> Self
}

extension Float: SIMDAverageable {
    fileprivate func scaled(by factor: Float) -> Float { factor * self }
}
extension SIMD2<Float>: SIMDAverageable {
    fileprivate func scaled(by factor: Float) -> Self { factor * self }
}
extension SIMD4<Float>: SIMDAverageable {
    fileprivate func scaled(by factor: Float) -> Self { factor * self }
}
