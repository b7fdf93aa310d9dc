import Foundation

extension PalmOrientation {
    /// An orientation that a wrist reaches in front of the body: the fingers mostly up or inward, the palm as
    /// pronation allows.
    static func random(_ stream: inout RandomStream) -> PalmOrientation {
        let (fingers, palms) = stream.pick(usual)
        let palm = stream.pick(palms)
        return PalmOrientation(fingers: fingers, palm: palm)
            .turned(by: stream.normalVector() * 12)
    }

    /// This orientation turned about the three axes of the body; degrees.
    func turned(by degrees: Vector3) -> PalmOrientation {
        let turn =
            Rotation(degrees: degrees.x, about: Vector3(1, 0, 0))
            * Rotation(degrees: degrees.y, about: Vector3(0, 1, 0))
            * Rotation(degrees: degrees.z, about: Vector3(0, 0, 1))
        let hand = turn * rotation
        return PalmOrientation(fingers: hand(Vector3(0, 1, 0)), palm: hand(Vector3(0, 0, 1)))
    }

    /// The angle, in degrees, by which one hand has to turn to be as the other.
    func angle(to other: PalmOrientation) -> Double {
        2 * acos(min(abs(rotation.dot(other.rotation)), 1)) * 180 / .pi
    }

    private typealias Palms = [(weight: Double, choice: Vector3)]

    /// Directions of the fingers, each with the ways the palm may face then.
    private static let usual: [(weight: Double, choice: (fingers: Vector3, palms: Palms))] = [
        (42, (.up + .inward * 0.15, [(50, .forward), (30, .inward), (19, .back), (1, .outward)])),
        (24, (.up + .inward * 0.6, [(44, .forward), (20, .inward + .down), (38, .back), (8, .down)])),
        (
            14,
            (
                .inward + .up * 0.15 + .forward * 0.25,
                [(44, .back), (34, .down), (14, .up), (8, .forward)]
            )
        ),
        (12, (.forward + .up * 0.35, [(38, .down), (34, .inward), (28, .up)])),
        (8, (.forward + .inward * 0.7 + .up * 0.15, [(40, .down), (30, .inward + .back), (30, .up)])),
        (6, (.down + .inward * 0.4 + .forward * 0.2, [(60, .back), (40, .inward)])),
    ]
}
