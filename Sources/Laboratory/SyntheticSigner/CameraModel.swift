/// Where the camera stands and what its image is like.
public struct CameraModel: Sendable, Hashable {
    /// Frames a second.
    public var fps: Double
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// The shoulder width as a share of the image's width.
    public var shoulderShare: Double
    /// How far down the image the shoulders' line is, 0–1.
    public var shoulderLine: Double
    /// How far across the image the signer stands, 0–1.
    public var centre: Double = 0.5
    /// Metres from the signer; the nearer, the stronger the perspective.
    public var distance: Double = 1.3
    /// Degrees that the camera leans over.
    public var roll: Double = 0
    /// Degrees from which side the camera looks.
    public var yaw: Double = 0
    /// Degrees from how far above the camera looks.
    public var pitch: Double = 0
    /// Whether the image is a selfie preview's mirror image: then the detector also calls left what is the
    /// signer's right.
    public var mirrored: Bool = false
    /// What the recording says of mirroring; `nil` says the truth.
    public var statedMirrored: Bool?

    /// A camera straight before the signer.
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
