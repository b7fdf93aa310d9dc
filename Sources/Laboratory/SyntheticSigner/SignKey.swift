/// A posture of a sign: handshape, palm orientation and location, and the movement to it.
public struct SignKey: Sendable, Hashable {
    /// The handshape on arrival.
    public var shape: Handshape
    /// The palm orientation on arrival.
    public var orientation: PalmOrientation
    /// The location of the anchor.
    public var location: BodyLocation
    /// An offset from the location, in shoulder widths on the hand's own side.
    public var offset: SIMD3<Double>
    /// The point of the hand that is placed there.
    public var anchor: HandAnchor
    /// The duration of the movement from the preceding key, in seconds; for the first key, of raising the
    /// hand.
    public var move: Double
    /// The duration of the posture, in seconds.
    public var hold: Double
    /// The bulge of the path to this posture from the straight line, in shoulder widths.
    public var bulge: SIMD3<Double>
    /// The repeated movement during the posture.
    public var oscillation: Oscillation?

    /// A posture; directions and offsets are on the hand's own side (x outward, y up, z forward).
    public init(
        _ shape: Handshape, fingers: SIMD3<Double>, palm: SIMD3<Double>, at location: BodyLocation,
        offset: SIMD3<Double> = .zero, anchor: HandAnchor = .palm, move: Double = 0.35, hold: Double = 0.12,
        bulge: SIMD3<Double> = .zero, repeating oscillation: Oscillation? = nil
    ) {
        self.shape = shape
        self.orientation = PalmOrientation(fingers: fingers, palm: palm)
        self.location = location
        self.offset = offset
        self.anchor = anchor
        self.move = move
        self.hold = hold
        self.bulge = bulge
        self.oscillation = oscillation
    }
}
