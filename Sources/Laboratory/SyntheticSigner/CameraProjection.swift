import Foundation

/// The perspective projection of a ``CameraModel`` for one signer.
///
/// World axes: x to the right of the image (the signer's left), y up, z towards the camera, metres from the
/// shoulders' midpoint.
struct CameraProjection: Sendable {
    private let camera: CameraModel
    private let turn: Rotation
    /// Image widths for one metre at the shoulders' depth.
    let scale: Double

    init(_ camera: CameraModel, shoulderWidth: Double) {
        self.camera = camera
        turn =
            Rotation(degrees: camera.roll, about: Vector3(0, 0, 1))
            * Rotation(degrees: camera.pitch, about: Vector3(1, 0, 0))
            * Rotation(degrees: camera.yaw, about: Vector3(0, 1, 0))
        scale = camera.shoulderShare / shoulderWidth
    }

    /// x and y as shares, 0–1, of the image's width and height; z in metres towards the camera.
    func image(of world: Vector3) -> Vector3 {
        let seen = turn(world)
        // Nothing can be nearer than the lens.
        let depth = max(camera.distance - seen.z, 0.1)
        let size = scale * camera.distance / depth
        let aspect = Double(camera.width) / Double(camera.height)
        return Vector3(
            camera.centre + seen.x * size, camera.shoulderLine - seen.y * size * aspect, seen.z)
    }
}
