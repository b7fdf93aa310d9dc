/// An error of the signer or of the recording, of exactly known size.
///
/// A fault is applied to the finished performance: everything else equals the take without it, random
/// variation and noise included.
public enum Fault: Sendable, Hashable {
    /// Another handshape in every posture of the sign.
    case wrongHandshape(Handshape, HandRole)
    /// A finger that should be straight stays curled into the palm.
    case curledFinger(Finger, HandRole)
    /// A finger that should be bent stays straight.
    case straightFinger(Finger, HandRole)
    /// The palm turned about the fingers' direction; degrees, positive as the right hand's screw turns.
    case turnedPalm(degrees: Double, HandRole)
    /// Every posture displaced, in shoulder widths on the hand's own side (x outward, y up, z forward).
    case shifted(SIMD3<Double>, HandRole)
    /// The movements between postures and the repeated movements, `factor` times as large: 0 is no movement,
    /// below 0 the opposite direction.
    case scaledMovement(Double)
    /// The whole performance `factor` times as fast.
    case tempo(Double)
    /// The hand is never detected.
    case unseenHand(HandRole)
    /// The hand stays at rest.
    case idleHand(HandRole)
    /// The image is mirrored and the recording states that it is not.
    case unsaidMirror
    /// The signer stands at rest.
    case standingStill
    /// No hand is detected in any frame.
    case noHands
    /// Every landmark is random.
    case noise
    /// The frames in reverse order.
    case reversed

    /// Both hands too low by so many shoulder widths.
    public static func tooLow(_ size: Double) -> Fault { .shifted(SIMD3(0, -size, 0), .both) }
    /// Both hands too high by so many shoulder widths.
    public static func tooHigh(_ size: Double) -> Fault { .shifted(SIMD3(0, size, 0), .both) }
    /// Both hands too far to their own side by so many shoulder widths.
    public static func tooFarOut(_ size: Double) -> Fault { .shifted(SIMD3(size, 0, 0), .both) }
    /// Both hands too far to the other side by so many shoulder widths.
    public static func tooFarIn(_ size: Double) -> Fault { .shifted(SIMD3(-size, 0, 0), .both) }
}
