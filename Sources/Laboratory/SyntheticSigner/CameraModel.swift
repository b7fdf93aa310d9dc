/// The position of the camera and the format of its image.
public struct CameraModel: Sendable, Hashable {
    /// Frames a second.
    public var fps: Double
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// The shoulder width as a share of the image's width.
    public var shoulderShare: Double
    /// The height of the shoulders' line in the image, 0 (top) to 1.
    public var shoulderLine: Double
    /// The horizontal position of the signer in the image, 0–1.
    public var centre: Double = 0.5
    /// Metres from the signer; the nearer, the stronger the perspective.
    public var distance: Double = 1.3
    /// The camera's roll, in degrees.
    public var roll: Double = 0
    /// The camera's yaw, in degrees.
    public var yaw: Double = 0
    /// The camera's pitch, in degrees: positive from above.
    public var pitch: Double = 0
    /// Whether the image is a mirrored selfie preview: the detector then swaps left and right too.
    public var mirrored: Bool = false
    /// The mirroring that the recording states; `nil` states the truth.
    public var statedMirrored: Bool?

    public init(
        fps: Double = 30, width: Int = 640, height: Int = 480, shoulderShare: Double = 0.34,
        shoulderLine: Double = 0.72
    ) {
        self.fps = fps
        self.width = width
        self.height = height
        self.shoulderShare = shoulderShare
        self.shoulderLine = shoulderLine
    }
}
