import Foundation
import SigningSpace

/// Finds the finger, or the whole hand, that is bent too much or too little.
enum HandshapeCorrection {
    /// A finger's bends, summed over its three joints, may differ by this many degrees between signers.
    static let tolerance: Float = 45
    private static let fingers = ["thumb", "index finger", "middle finger", "ring finger", "little finger"]

    /// The worst of both hands, if any is beyond tolerance.
    static func find(_ pair: AlignedPair) -> Feedback.Moment? {
        let findings = [(HandRole.dominant, FeatureGroup.dominantHandshape), (.other, .otherHandshape)]
            .compactMap { find(pair, role: $0, group: $1) }
        return findings.max { $0.severity < $1.severity }
    }

    private static func find(_ pair: AlignedPair, role: HandRole, group: FeatureGroup) -> Feedback.Moment? {
        let windows = fingers.indices.compactMap { finger -> (finger: Int, window: AlignedPair.Window)? in
            let window = pair.window(tolerance: tolerance) { step in
                pair.values(group, step: step).map { bend($0.attempt, finger) - bend($0.take, finger) }
            }
            guard let window, abs(window.mean) >= tolerance else { return nil }
            return (finger, window)
        }
        guard let worst = windows.max(by: { abs($0.window.mean) < abs($1.window.mean) }) else { return nil }
        let isBent = worst.window.mean > 0
        let side = pair.side(role)
        // Three fingers off the same way are one mistake: the hand.
        let alike = windows.count { $0.finger > 0 && ($0.window.mean > 0) == isBent }
        let part = alike >= 3 ? "\(side) hand" : "\(side) \(fingers[worst.finger])"
        let message =
            alike >= 3
            ? "\(isBent ? "Open" : "Close") your \(part) more."
            : "\(isBent ? "Straighten" : "Bend") your \(part)."
        return pair.moment(
            worst.window, channel: .handshape, bodyPart: part, tolerance: tolerance, unit: "degrees",
            decimals: 0,
            message: message)
    }

    /// The bend of a finger in degrees: the sum over its joints; 0 is straight.
    private static func bend(_ features: ArraySlice<Float>, _ finger: Int) -> Float {
        let first = features.startIndex + 3 * finger
        return (first..<first + 3).reduce(Float(0)) { $0 + acos(min(max(features[$1], -1), 1)) * 180 / .pi }
    }
}
