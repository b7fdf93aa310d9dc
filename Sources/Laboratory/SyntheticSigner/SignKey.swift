/// A posture that a sign passes through: handshape, palm orientation and location, and how the hand gets there.
public struct SignKey: Sendable, Hashable {
    /// The handshape on arrival.
    public var shape: Handshape
    /// The palm orientation on arrival.
    public var orientation: PalmOrientation
    /// Where the anchor is brought.
    public var location: BodyLocation
    /// Added to the location, in shoulder widths on the hand's own side.
    public var offset: SIMD3<Double>
    /// The point of the hand that is brought there.
    public var anchor: HandAnchor
    /// Seconds to get here from the key before; the first key's is the time to raise the hand.
    public var move: Double
    /// Seconds to stay.
    public var hold: Double
    /// How far, in shoulder widths, the way here bulges from the straight line.
    public var bulge: SIMD3<Double>
    /// What is repeated while the hand stays.
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
