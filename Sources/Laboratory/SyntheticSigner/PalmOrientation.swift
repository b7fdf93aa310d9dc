/// The directions that the fingers point and the palm faces, on the hand's own side of the body.
///
/// Axes: x to the hand's own side, y up, z forward, away from the signer. A script is therefore the same for
/// either hand.
public struct PalmOrientation: Sendable, Hashable {
    /// From the wrist to the middle knuckle.
    public var fingers: SIMD3<Double>
    /// Out of the palm.
    public var palm: SIMD3<Double>

    /// Directions of any length; the component of `palm` along `fingers` is removed.
    public init(fingers: SIMD3<Double>, palm: SIMD3<Double>) {
        self.fingers = fingers
        self.palm = palm
    }

    /// The rotation from the hand's local frame (see ``HandModel``) to its side of the body.
    var rotation: Rotation {
        let along = fingers.unit
        let normal = palm.perpendicular(to: along).unit
        return Rotation(columns: along.cross(normal), along, normal)
    }
}

/// Names of directions on the hand's own side, for readable scripts.
extension SIMD3<Double> {
    static let up = Self(0, 1, 0)
    static let down = Self(0, -1, 0)
    static let forward = Self(0, 0, 1)
    static let back = Self(0, 0, -1)
    /// To the hand's own side.
    static let outward = Self(1, 0, 0)
    /// To the other hand's side.
    static let inward = Self(-1, 0, 0)
}
