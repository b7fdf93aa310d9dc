import Landmarks

/// A person: proportions and habits.
public struct SignerProfile: Sendable, Hashable {
    /// Where the hands wait.
    public enum Rest: Sendable, Hashable {
        /// Hanging beside the hips, mostly below the image.
        case hanging
        /// Before the belly.
        case folded
    }

    /// As in the fixtures' folders.
    public var name: String
    /// Between the shoulder joints as the camera model sees them, in metres.
    public var shoulderWidth: Double
    /// Upper arm, in shoulder widths.
    public var upperArm: Double = 0.78
    /// Forearm, in shoulder widths.
    public var forearm: Double = 0.72
    /// Wrist to middle knuckle, in shoulder widths.
    public var palm: Double = 0.29
    /// Finger length against an average hand's.
    public var fingerRatio: Double = 1
    /// Head size against an average adult's shoulders.
    public var headSize: Double = 1
    /// Shoulders to hips, in shoulder widths.
    public var torso: Double = 1.42
    /// The hand of one-handed signs.
    public var dominantHand: Handedness = .right
    /// Where this person signs against the dictionary, in shoulder widths on the hand's own side.
    public var placeHabit: SIMD3<Double> = .zero
    /// Degrees that every palm is turned about the fingers' direction.
    public var turnHabit: Double = 0
    /// Degrees that straight fingers stay bent.
    public var fingerLaxity: Double = 0
    /// How large this person signs; 1 is the dictionary.
    public var movementSize: Double = 1
    /// How fast; 1 is the dictionary.
    public var tempo: Double = 1
    /// Standard deviation in seconds of the Gaussian that rounds the movements off.
    public var smoothing: Double = 0.03
    /// How much this person's takes differ; 1 is an average adult, 0 a machine.
    public var variability: Double = 1
    /// How far the elbows are held from the body, 0–1.
    public var elbowHabit: Double = 0.4
    /// Where the hands wait.
    public var rest: Rest = .hanging
    /// How the camera stands before this person by custom.
    public var camera: CameraModel = CameraModel()
    /// What the detector makes of this person's recordings.
    public var noise: NoiseModel = NoiseModel()

    /// An average person.
    public init(name: String, shoulderWidth: Double = 0.36) {
        self.name = name
        self.shoulderWidth = shoulderWidth
    }
}
