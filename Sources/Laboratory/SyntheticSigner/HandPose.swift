/// A hand in the air, on its owner's side of the body: where the wrist is, how the hand is turned, what the
/// fingers do.
struct HandPose: Sendable, Hashable {
    var wrist: Vector3
    var rotation: Rotation
    var shape: Handshape

    func mixed(with other: HandPose, _ share: Double) -> HandPose {
        HandPose(
            wrist: wrist.mixed(with: other.wrist, share),
            rotation: rotation.mixed(with: other.rotation, share),
            shape: shape.mixed(with: other.shape, share))
    }
}
