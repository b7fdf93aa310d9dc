/// Where the fingers point and where the palm faces, on the hand's own side of the body.
///
/// The axes are the owner's: x to the hand's own side, y up, z forward, away from the signer. A script therefore
/// says the same for either hand.
public struct PalmOrientation: Sendable, Hashable {
    /// From the wrist to the middle knuckle.
    public var fingers: SIMD3<Double>
    /// Out of the palm.
    public var palm: SIMD3<Double>

    /// Directions of any length; what is not upright in `palm` on `fingers` is taken out.
    public init(fingers: SIMD3<Double>, palm: SIMD3<Double>) {
        self.fingers = fingers
        self.palm = palm
    }

    /// The turn from the hand's local frame (see ``HandModel``) into its side of the body.
    var rotation: Rotation {
        let along = fingers.unit
        let normal = palm.perpendicular(to: along).unit
        return Rotation(columns: along.cross(normal), along, normal)
    }
}

/// Directions on the hand's own side, for reading scripts aloud.
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
