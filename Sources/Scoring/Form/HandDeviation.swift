import Foundation
import SigningSpace

/// The deviation of a hand of an attempt from the same hand in one take, over the frames of the sign itself.
///
/// Every value is a signed mean over the aligned frames: constant errors remain, and alternating errors of
/// the alignment or the detector cancel out.
struct HandDeviation: Sendable {
    /// The shares, 0–1, of the alignment in which the hand is seen in the attempt, in the take, and in both.
    let shown: (attempt: Float, take: Float, both: Float)
    /// Shoulder widths from the take's hand, x to the left of a right-handed signer, y down. It is zero along
    /// an axis on which palm and wrist, relative to the shoulders and to the nose, do not agree on a side:
    /// people differ in the distance from face to shoulders, and turning a hand moves its palm.
    let place: SIMD2<Float>?
    /// Degrees in the picture, clockwise as the signer is seen; `nil` if the hand points to or from the
    /// camera.
    let turn: Float?
    /// Degrees, without sign, between the palms about the hands' axes.
    let roll: Float?
    /// The reaches of the four long fingers minus the take's.
    let reaches: SIMD4<Float>?
    /// The reach of the thumb minus the take's, in palm lengths.
    let thumb: Float?
    /// The natural logarithm of the take's extent divided by the attempt's: above 0 the movement is too
    /// small.
    let size: Float?
    /// The natural logarithm of the same ratio for the turning in the picture, measured on a unit vector
    /// along the hand.
    let turning: Float?
    /// Swings to and fro of the take's wrist minus the attempt's; `nil` if they are too quick to count.
    let repetition: Float?
    /// 1 − the correlation of both paths; `nil` if either hardly moves.
    let path: Float?

    /// The least product of both hands' lengths in the picture at which their directions there are compared.
    private static let leastLength: Float = 0.25
    /// Degrees of bend, over three joints, that change a finger's reach by 1: from straight to as short as
    /// its palm.
    private static let bendPerReach: Float = 160
    /// Reaches are measured as seen from this length of the hands in the picture on, as a share of their
    /// length in space (geometric mean of both).
    private static let wholeLength: Float = 0.45
    /// The least mean duration, in frames (0.2 s), of swings that are counted: a slow camera misses quicker
    /// ones, and smoothing removes them.
    private static let shortestRun: Float = 6
    /// The apparent movement of a still hand, in shoulder widths: added to both extents.
    private static let stillness: Float = 0.05
    /// The apparent turning of a hand that does not turn: added to both extents.
    private static let steadiness: Float = 0.15
    /// Paths with a smaller extent, in shoulder widths, have no shape.
    private static let leastWay: Float = 0.08
    /// The least share of the alignment in which both sides show the hand.
    private static let evidence: Float = 0.2
    /// The same for movement: a few frames show a posture, but no path.
    private static let movementEvidence: Float = 0.4

    /// The places of two hands in a pair of aligned frames, and the weight of the pair.
    private typealias Pair = (own: SIMD2<Float>, other: SIMD2<Float>, weight: Float)

    /// The size of the deviation in a measure, 0 or more; `nil` with too little evidence.
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
        // If the movement from and to rest was not cut from a clip, the other clip's is included too, in
        // favour of the attempt.
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

    /// Swings to and fro of the wrist in the core of a take.
    private static func runs(_ motion: SignMotion, _ role: HandRole) -> Float {
        Float(Swings.count(motion.core.compactMap { motion[role].postures[$0]?.wrist }, least: stillness))
    }

    /// Along each axis the smallest difference if all are on one side, else 0; `nil` without differences.
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

    /// Differences in reach: as seen, and from the bends as far as a hand points at the camera, where finger
    /// lengths are estimates of the detector.
    private static func reach(
        _ a: HandMotion.Posture, _ b: HandMotion.Posture, visible: Float
    ) -> SIMD4<Float> {
        visible * (a.longReaches - b.longReaches) - (1 - visible) * (a.longBends - b.longBends) / bendPerReach
    }

    /// The share, 0–1, of the fingers' reach that hands of these directions show in the picture.
    private static func visible(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
        min(((a * a).sum() * (b * b).sum()).squareRoot().squareRoot() / wholeLength, 1)
    }

    /// Degrees, 0 to 180, between two palms: the smaller of the angle about the hands' axes and the angle in
    /// space. For a hand that points at the camera the detector only estimates the axis; other turns of the
    /// hand turn the palm too.
    private static func turn(_ a: HandMotion.Posture, _ b: HandMotion.Posture) -> Float {
        let roll = a.roll - b.roll
        let about = abs(atan2(sin(roll), cos(roll)))
        let between = acos(min(max((a.facing * b.facing).sum(), -1), 1))
        return min(about, between) * 180 / .pi
    }

    /// Root mean square distances of two paths from their means, in shoulder widths, and Pearson's
    /// correlation over both axes; 0 if either stands still.
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

/// A running weighted mean.
private struct Mean<Value: SIMDAverageable> {
    private var sum = Value.zero
    private var weight: Float = 0

    mutating func add(_ value: Value, _ weight: Float) {
        sum = sum + value.scaled(by: weight)
        self.weight += weight
    }

    /// The mean; `nil` without values.
    var value: Value? { weight > 0 ? sum.scaled(by: 1 / weight) : nil }
}

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
