/// The detector's errors: jitter and lost hands.
public struct NoiseModel: Sendable, Hashable {
    /// Standard deviation of a hand landmark's x and y, in image widths; webcam recordings show 0.001–0.004.
    public var handJitter: Double = 0.0012
    /// Standard deviation of a body landmark's x and y, in image widths; webcam recordings show 0.0001–0.0006.
    public var poseJitter: Double = 0.0004
    /// The ratio of the depth's deviation to that of x and y, for hands.
    public var depthRatio: Double = 2
    /// The ratio of a hand's detected depth to its true depth: recordings show a range of 0.1 to 0.2 shoulder
    /// widths, where a hand has 0.3.
    public var handDepth: Double = 0.6
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
    /// Standard deviation of the place of a hand as a whole, in image widths: a detector that has learned what
    /// hands look like errs with all landmarks alike.
    public var wholeHandShift: Double = 0
    /// Standard deviation of the turn of a hand as a whole about its wrist, in degrees on each axis.
    public var wholeHandTurn: Double = 0
    /// The share of frames, 0–1, in which a detected hand has a wrong shape, in runs of a tenth of a second.
    public var glitchShare: Double = 0
    /// Standard deviation of a landmark's x and y in such a frame, in image widths.
    public var glitchJitter: Double = 0.006

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

    /// The losses of a hand as glitches come and go.
    var glitches: NoiseModel {
        var model = NoiseModel.none
        model.dropoutShare = glitchShare
        model.dropoutLength = 0.1
        return model
    }

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
