/// The pose of a hand on its own side of the body: wrist, rotation and fingers.
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
