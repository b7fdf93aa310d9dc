import Landmarks

/// The exact content and fault of a synthetic take.
public struct GroundTruth: Sendable, Hashable {
    /// The gloss, as "HELLO".
    public var gloss: String
    public var signer: String
    /// The dominant hand, on the signer's own body.
    public var dominantHand: Handedness
    /// The fault's name, as "too-low"; `nil` for a clean take.
    public var fault: String?
    /// "handshape", "orientation", "location", "movement" or "non_manual"; `nil` for other faults (tempo, a
    /// lost hand, the recording).
    public var channel: String?
    /// The hands concerned, on the signer's own body; empty if the fault is not of a hand.
    public var hands: [Handedness]
    /// The fingers concerned; empty for the whole hand.
    public var fingers: [Finger]
    /// Seconds at which the sign's first posture is reached.
    public var start: Double
    /// Seconds at which the sign's last posture is left.
    public var end: Double
    /// The size of the fault, in `unit`; `nil` without a size.
    public var size: Double?
    /// "degrees", "shoulder widths", "times the movement" or "times the tempo".
    public var unit: String?
    /// The direction of the fault, as "low".
    public var direction: String?
    /// The take's tempo relative to the script's, including the signer's habit and random variation.
    public var tempo: Double
}
