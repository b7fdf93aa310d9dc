/// One moment of a signer in the world: metres from the shoulders' midpoint, x towards the signer's left, y up,
/// z forward. Landmarks in MediaPipe's order.
struct Skeleton: Sendable, Hashable {
    /// The 33 points of the body.
    var body: [Vector3]
    /// The 21 points of the signer's own left hand.
    var leftHand: [Vector3]
    /// The 21 points of the signer's own right hand.
    var rightHand: [Vector3]
    /// The 468 points of the face; empty if not requested.
    var face: [Vector3] = []
}
