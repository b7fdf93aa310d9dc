extension SignerProfile {
    /// An average adult at a webcam.
    public static let ada = SignerProfile(name: "ada")

    /// Tall, long-armed and slow; hands folded and in view; a wide 24 Hz camera.
    public static let bruno = make("bruno", shoulderWidth: 0.41) {
        $0.upperArm = 0.82
        $0.forearm = 0.76
        $0.palm = 0.30
        $0.fingerRatio = 1.06
        $0.headSize = 0.92
        $0.placeHabit = Vector3(0.04, -0.03, 0.02)
        $0.turnHabit = 5
        $0.tempo = 0.9
        $0.elbowHabit = 0.6
        $0.rest = .folded
        $0.camera = CameraModel(fps: 24, width: 1280, height: 720, shoulderShare: 0.24, shoulderLine: 0.47)
        $0.camera.yaw = 4
    }

    /// Small and quick, with crisp movements; a slow 15 Hz camera.
    public static let chiara = make("chiara", shoulderWidth: 0.33) {
        $0.palm = 0.275
        $0.fingerRatio = 0.96
        $0.headSize = 1.08
        $0.placeHabit = Vector3(-0.02, 0.02, -0.02)
        $0.tempo = 1.15
        $0.movementSize = 0.92
        $0.smoothing = 0.022
        $0.camera = CameraModel(fps: 15, shoulderShare: 0.36, shoulderLine: 0.74)
        $0.camera.roll = -2
    }

    /// Left-handed.
    public static let dev = make("dev", shoulderWidth: 0.385) {
        $0.dominantHand = .left
        $0.palm = 0.295
        $0.turnHabit = -4
        $0.fingerLaxity = 6
        $0.tempo = 1.05
        $0.camera = CameraModel(shoulderShare: 0.33, shoulderLine: 0.70)
        $0.camera.yaw = -5
    }

    /// A child of about seven: large head, short arms, uneven movements.
    public static let emi = make("emi", shoulderWidth: 0.25) {
        $0.upperArm = 0.74
        $0.forearm = 0.68
        $0.palm = 0.28
        $0.fingerRatio = 0.92
        $0.headSize = 1.32
        $0.torso = 1.32
        $0.placeHabit = Vector3(0.03, -0.05, 0)
        $0.fingerLaxity = 8
        $0.tempo = 0.92
        $0.variability = 1.7
        $0.smoothing = 0.04
        $0.camera = CameraModel(shoulderShare: 0.27, shoulderLine: 0.66)
        $0.camera.pitch = 6
        $0.noise.handJitter = 0.0018
    }

    /// In a dim room at 15 Hz: noisy landmarks and short losses of hands.
    public static let farid = make("farid", shoulderWidth: 0.38) {
        $0.forearm = 0.74
        $0.camera = CameraModel(fps: 15, shoulderShare: 0.38, shoulderLine: 0.72)
        $0.noise = .dim
    }

    /// The learner of the fixture attempts: an adult without references.
    public static let gwen = make("gwen", shoulderWidth: 0.35) {
        $0.upperArm = 0.76
        $0.palm = 0.28
        $0.fingerRatio = 1.02
        $0.placeHabit = Vector3(0.02, 0.02, 0.03)
        $0.turnHabit = 3
        $0.fingerLaxity = 3
        $0.camera = CameraModel(fps: 24, shoulderShare: 0.26, shoulderLine: 0.50)
        $0.camera.roll = 1.5
    }

    /// All people, in a fixed order.
    public static let people: [SignerProfile] = [.ada, .bruno, .chiara, .dev, .emi, .farid, .gwen]

    private static func make(
        _ name: String, shoulderWidth: Double, _ describe: (inout SignerProfile) -> Void
    ) -> SignerProfile {
        var profile = SignerProfile(name: name, shoulderWidth: shoulderWidth)
        describe(&profile)
        return profile
    }
}
