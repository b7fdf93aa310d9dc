/// The detector's errors: jitter and lost hands.
public struct NoiseModel: Sendable, Hashable {
    /// Standard deviation of a hand landmark's x and y, in image widths; webcam recordings show 0.001–0.004.
    public var handJitter: Double = 0.0012
    /// Standard deviation of a body landmark's x and y, in image widths; webcam recordings show 0.0001–0.0006.
    public var poseJitter: Double = 0.0004
    /// The ratio of the depth's deviation to that of x and y, for hands.
    public var depthRatio: Double = 2
    /// Standard deviation of a body landmark's z, in image widths: z is inaccurate.
    public var poseDepthJitter: Double = 0.05
    /// The correlation time of the jitter, in seconds.
    public var memory: Double = 0.03
    /// The share of frames, 0–1, in which a visible hand is not detected.
    public var dropoutShare: Double = 0.01
    /// The mean duration of a loss, in seconds.
    public var dropoutLength: Double = 0.1
    /// The speed, in shoulder widths a second, above which a hand is blurred and half of its frames are lost.
    public var blurSpeed: Double = 7

    /// A webcam in daylight.
    public init() {}

    /// A detector without errors.
    public static let none: NoiseModel = {
        var noise = NoiseModel()
        noise.handJitter = 0
        noise.poseJitter = 0
        noise.poseDepthJitter = 0
        noise.dropoutShare = 0
        noise.blurSpeed = .infinity
        return noise
    }()

    /// A dim room.
    public static let dim: NoiseModel = {
        var noise = NoiseModel()
        noise.handJitter = 0.004
        noise.poseJitter = 0.0012
        noise.dropoutShare = 0.15
        noise.dropoutLength = 0.25
        noise.blurSpeed = 3.5
        return noise
    }()
}
