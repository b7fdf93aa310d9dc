/// A head at one moment.
struct HeadModel: Sendable {
    private let turn: Rotation
    private let size: Double
    private let pivot: Vector3
    let pose: HeadPose

    init(_ profile: SignerProfile, pose: HeadPose) {
        self.pose = pose
        size = profile.headSize * profile.shoulderWidth
        pivot = SignerProfile.headPivot * profile.shoulderWidth
        turn =
            Rotation(degrees: pose.yaw, about: Vector3(0, 1, 0))
            * Rotation(degrees: pose.pitch, about: Vector3(1, 0, 0))
            * Rotation(degrees: pose.tilt, about: Vector3(0, 0, 1))
    }

    /// The average places of the body model's points 0–10 on the signer's left half, in shoulder widths from
    /// the shoulders' midpoint: nose, eye inner, eye, eye outer, ear, mouth corner.
    private static let points = [
        Vector3(0, 0.58, 0.30), Vector3(0.045, 0.685, 0.235), Vector3(0.075, 0.69, 0.225),
        Vector3(0.105, 0.685, 0.205), Vector3(0.19, 0.64, 0.02), Vector3(0.065, 0.465, 0.245),
    ]

    /// The body model's points 0–10 in metres.
    var bodyLandmarks: [Vector3] {
        let p = Self.points
        var mouth = p[5]
        mouth.x += 0.012 * pose.smile
        mouth.y += 0.008 * pose.smile - 0.012 * pose.mouthOpening
        let left = [p[1], p[2], p[3]]
        return ([p[0]] + left + left.map(\.acrossBody) + [p[4], p[4].acrossBody, mouth, mouth.acrossBody])
            .map(world)
    }

    /// Converts a point in average shoulder widths from the shoulders' midpoint to metres on this head.
    func world(_ point: Vector3) -> Vector3 {
        pivot + turn((point - SignerProfile.headPivot) * size)
    }

    /// The face mesh in metres.
    var faceLandmarks: [Vector3] { FaceModel.landmarks(pose).map(world) }
}
