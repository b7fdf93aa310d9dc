import Landmarks

/// A person: proportions and habits.
public struct SignerProfile: Sendable, Hashable {
    /// The position of the hands at rest.
    public enum Rest: Sendable, Hashable {
        /// Hanging beside the hips, mostly below the image.
        case hanging
        /// In front of the belly.
        case folded
        /// On the desk before the signer, at the picture's lower edge.
        case onDesk
    }

    /// The name, as in the fixtures' folders.
    public var name: String
    /// The distance between the shoulder joints of the camera model, in metres.
    public var shoulderWidth: Double
    /// Upper arm, in shoulder widths.
    public var upperArm: Double = 0.78
    /// Forearm, in shoulder widths.
    public var forearm: Double = 0.72
    /// Wrist to middle knuckle, in shoulder widths.
    public var palm: Double = 0.29
    /// Finger length relative to an average hand.
    public var fingerRatio: Double = 1
    /// Head size relative to an average adult's shoulders.
    public var headSize: Double = 1
    /// Shoulders to hips, in shoulder widths.
    public var torso: Double = 1.42
    /// The hand of one-handed signs.
    public var dominantHand: Handedness = .right
    /// The displacement of this person's signs from the dictionary's, in shoulder widths on the hand's own
    /// side.
    public var placeHabit: SIMD3<Double> = .zero
    /// The turn of every palm about the fingers' direction, in degrees.
    public var turnHabit: Double = 0
    /// The remaining bend of straight fingers, in degrees.
    public var fingerLaxity: Double = 0
    /// The size of movements; 1 is the dictionary's.
    public var movementSize: Double = 1
    /// The tempo; 1 is the dictionary's.
    public var tempo: Double = 1
    /// Standard deviation, in seconds, of the Gaussian that smooths movements.
    public var smoothing: Double = 0.03
    /// The variation between this person's takes; 1 is an average adult, 0 a machine.
    public var variability: Double = 1
    /// The distance of the elbows from the body, 0–1.
    public var elbowHabit: Double = 0.4
    /// The usual pitch of the head, in degrees: people look down at a screen below the camera.
    public var headPitch: Double = 0
    /// The usual yaw of the head, in degrees, towards the signer's left.
    public var headYaw: Double = 0
    /// Where the hands wait.
    public var rest: Rest = .hanging
    /// The usual camera of this person.
    public var camera: CameraModel = CameraModel()
    /// The detector's errors in this person's recordings.
    public var noise: NoiseModel = NoiseModel()

    /// An average person.
    public init(name: String, shoulderWidth: Double = 0.36) {
        self.name = name
        self.shoulderWidth = shoulderWidth
    }
}
