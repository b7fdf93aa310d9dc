import Landmarks

/// What is wrong with a synthetic take, exactly.
public struct GroundTruth: Sendable, Hashable {
    /// The gloss, as "HELLO".
    public var gloss: String
    /// The signer's name.
    public var signer: String
    /// The hand that leads, on the signer's own body.
    public var dominantHand: Handedness
    /// The fault's name, as "too-low"; `nil` for a clean take.
    public var fault: String?
    /// "handshape", "orientation", "location", "movement" or "non_manual"; `nil` where the fault is none of them
    /// (tempo, a lost hand, the recording).
    public var channel: String?
    /// The hands concerned, on the signer's own body; empty where the fault is not a hand's.
    public var hands: [Handedness]
    /// The fingers concerned, where not the whole hand.
    public var fingers: [Finger]
    /// Seconds at which the sign's first posture is reached.
    public var start: Double
    /// Seconds at which the sign's last posture is left.
    public var end: Double
    /// How large the fault is, in `unit`; `nil` where it has no size.
    public var size: Double?
    /// "degrees", "shoulder widths", "times the movement" or "times the tempo".
    public var unit: String?
    /// Which way it goes, as "low".
    public var direction: String?
    /// The tempo asked for against the script's own, the signer's habit and this take's chance included.
    public var tempo: Double
}
