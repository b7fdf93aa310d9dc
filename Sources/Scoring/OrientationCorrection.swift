import Foundation
import SigningSpace

/// Finds where a palm faces, or fingers point, the wrong way.
enum OrientationCorrection {
    /// Palms may differ by this many degrees between signers; the detector's depth is rough.
    static let tolerance: Float = 40

    /// Seen from the edge, a palm's two faces differ by the depth of its knuckles alone, which the detector guesses:
    /// nothing is said of a palm whose normal points to or from the camera by less than this.
    private static let leastFacing: Float = 0.35

    /// The worst of both hands, if any is beyond tolerance.
    static func find(_ pair: AlignedPair) -> Feedback.Moment? {
        let findings = [(HandRole.dominant, FeatureGroup.dominantOrientation), (.other, .otherOrientation)]
            .compactMap { find(pair, role: $0, group: $1) }
        return findings.max { $0.severity < $1.severity }
    }

    private static func find(_ pair: AlignedPair, role: HandRole, group: FeatureGroup) -> Feedback.Moment? {
        let palm = pair.window(tolerance: tolerance) { step in
            pair.values(group, step: step).flatMap { values -> Float? in
                let (own, wanted) = (Array(values.attempt.prefix(3)), Array(values.take.prefix(3)))
                guard abs(own[2]) >= leastFacing, abs(wanted[2]) >= leastFacing else { return nil }
                return angle(values.attempt.prefix(3), values.take.prefix(3))
            }
        }
        let fingers = pair.window(tolerance: tolerance) { step in
            pair.values(group, step: step).map { angle($0.attempt.suffix(3), $0.take.suffix(3)) }
        }
        let usesPalm = (palm?.mean ?? 0) >= (fingers?.mean ?? 0)
        guard let window = usesPalm ? palm : fingers, window.mean >= tolerance else { return nil }
        let middle = (window.steps.lowerBound + window.steps.upperBound) / 2
        guard let wanted = pair.values(group, step: middle)?.take else { return nil }
        let side = pair.side(role)
        let way = direction(
            Array(usesPalm ? wanted.prefix(3) : wanted.suffix(3)),
            isReflected: pair.attempt.clip.dominantHand == .left)
        return pair.moment(
            window, channel: .orientation, bodyPart: "\(side) palm", tolerance: tolerance, unit: "degrees",
            decimals: 0,
            message: usesPalm
                ? "Turn your \(side) palm so that it faces \(way)."
                : "Turn your \(side) hand so that the fingers point \(way).")
    }

    private static func angle(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
        let dot = zip(a, b).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return acos(min(max(dot, -1), 1)) * 180 / .pi
    }

    /// The nearest plain word for a direction in signing space, as the signer says it.
    private static func direction(_ vector: [Float], isReflected: Bool) -> String {
        let sizes = vector.map(abs)
        if sizes[1] >= sizes[0], sizes[1] >= sizes[2] { return vector[1] > 0 ? "down" : "up" }
        if sizes[2] >= sizes[0] { return vector[2] < 0 ? "the camera" : "you" }
        // x grows to the left of a right-handed signer; a left-handed one was reflected.
        return (vector[0] > 0) != isReflected ? "your left" : "your right"
    }
}
