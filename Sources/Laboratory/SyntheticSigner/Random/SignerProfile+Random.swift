import Landmarks

extension SignerProfile {
    /// A person of a seed, at a webcam or a telephone of theirs: proportions, habits, camera and detector as
    /// those of learners vary. Equal seeds give equal people on every machine.
    public static func random(seed: UInt64, name: String) -> SignerProfile {
        var stream = RandomStream(seed: seed, purpose: .person)
        // One in twelve is a child.
        let isChild = stream.chance(0.08)
        var person = SignerProfile(
            name: name, shoulderWidth: isChild ? stream.within(0.24...0.3) : stream.within(0.31...0.43))
        person.upperArm = stream.within(0.7...0.86)
        person.forearm = stream.within(0.64...0.8)
        person.palm = stream.within(0.25...0.32)
        person.fingerRatio = stream.within(0.9...1.1)
        person.headSize = isChild ? stream.within(1...1.3) : stream.within(0.72...1.1)
        // Left-handed people, and right-handed ones who filmed a mirror image, which looks the same.
        person.dominantHand = stream.chance(0.16) ? .left : .right
        person.placeHabit = stream.normalVector() * Vector3(0.06, 0.07, 0.05)
        person.turnHabit = 7 * stream.normal()
        person.fingerLaxity = max(0, 2 + 3 * stream.normal())
        person.movementSize = stream.within(0.75...1.3)
        person.tempo = stream.chance(0.7) ? stream.within(0.8...1.25) : stream.within(0.6...1.5)
        person.smoothing = stream.within(0.02...0.055)
        person.variability = stream.within(0.6...2)
        person.elbowHabit = stream.within(0.1...0.9)
        person.headPitch = 5 + 7 * stream.normal()
        person.headYaw = 6 * stream.normal()
        person.rest = stream.pick([(74, .hanging), (12, .folded), (14, .onDesk)])
        person.camera = .random(shoulderWidth: person.shoulderWidth, &stream)
        person.noise = .random(&stream)
        return person
    }
}

extension CameraModel {
    /// A laptop's camera, a telephone or a webcam, before which somebody stands or sits.
    static func random(shoulderWidth: Double, _ stream: inout RandomStream) -> CameraModel {
        let (width, height) = stream.pick([
            (62, (640, 480)), (22, (1280, 720)), (6, (1920, 1080)), (6, (720, 1280)), (4, (480, 640)),
        ])
        let aspect = Double(width) / Double(height)
        let distance = stream.within(0.5...1.25)
        // Half of the image's longer side at a distance of 1: 50 to 74 degrees of view.
        let view = stream.within(0.47...0.7) * min(aspect, 1)
        let share = min(max(shoulderWidth / (2 * view * distance), 0.14), aspect < 1 ? 0.75 : 0.52)
        // The eyes stay in the picture.
        let highest = 0.78 * share * aspect + 0.02
        var camera = CameraModel(
            fps: stream.pick([(40, 30), (12, 25), (8, 24), (12, 20), (14, 15), (8, 12), (6, 10)]),
            width: width,
            height: height, shoulderShare: share,
            shoulderLine: max(min(highest + stream.within(0.06...0.5), 0.93), highest))
        camera.distance = distance
        camera.centre = 0.5 + 0.07 * stream.normal()
        camera.roll = 3.5 * stream.normal()
        camera.pitch = stream.within(-14...14)
        camera.yaw =
            stream.chance(0.6)
            ? 4 * stream.normal() : min(max(14 * stream.normal(), -35), 35)
        return camera
    }
}

extension NoiseModel {
    /// The errors of a detector in some room's light.
    ///
    /// Hands that are held still in webcam recordings tremble as a whole: from frame to frame by 0.002 shoulder
    /// widths, while the sum of a finger's bends changes by 0.6° (medians over 535 takes). Independent errors
    /// of the landmarks would bend the fingers by ten times that.
    static func random(_ stream: inout RandomStream) -> NoiseModel {
        var noise = NoiseModel()
        // A share squared: most rooms are good, some are dim.
        let dimness = stream.uniform() * stream.uniform()
        noise.handJitter = 0.0001 + 0.001 * dimness
        noise.wholeHandShift = 0.0003 + 0.003 * dimness
        noise.wholeHandTurn = 0.2 + 2.4 * dimness
        noise.poseJitter = 0.0002 + 0.001 * dimness
        noise.glitchShare = stream.chance(0.5) ? 0 : 0.12 * stream.uniform() * stream.uniform()
        noise.depthRatio = stream.within(0.7...2)
        noise.handDepth = stream.within(0.35...0.65)
        noise.memory = stream.within(0.02...0.25)
        noise.dropoutShare = stream.chance(0.5) ? 0.01 : 0.5 * stream.uniform() * stream.uniform()
        noise.dropoutLength = stream.within(0.08...0.5)
        noise.blurSpeed = stream.within(3...9)
        return noise
    }
}
