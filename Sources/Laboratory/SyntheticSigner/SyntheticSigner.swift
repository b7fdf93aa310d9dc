import Landmarks

/// A person at a camera, as detected by MediaPipe Holistic.
///
/// A kinematic model converts sign scripts (handshape, palm orientation, location, movement, face) to two
/// arms, two hands and a head in the world, by minimum-jerk paths and two-link inverse kinematics. A
/// perspective camera and a model of the detector's jitter and losses convert them to landmarks. Equal
/// arguments give equal bits on every machine.
public struct SyntheticSigner: Sendable {
    public var profile: SignerProfile
    public var camera: CameraModel
    /// The detector's errors.
    public var noise: NoiseModel
    /// The recorded parts: pose, hands and, optionally, the 468-point face.
    public var parts: [LandmarkPart]
    /// The seed of the take's random variation, jitter and losses.
    public var seed: UInt64

    /// - Parameters:
    ///   - camera: `nil` is the profile's own.
    ///   - noise: `nil` is the profile's own.
    ///   - parts: World parts are laid out and stay missing.
    public init(
        profile: SignerProfile, camera: CameraModel? = nil, noise: NoiseModel? = nil,
        parts: [LandmarkPart] = [.pose, .leftHand, .rightHand], seed: UInt64
    ) {
        self.profile = profile
        self.camera = camera ?? profile.camera
        self.noise = noise ?? profile.noise
        self.parts = parts
        self.seed = seed
    }

    /// One sign from rest to rest.
    ///
    /// Random variation depends only on the seed: a take with a fault differs from the take without it only
    /// in the fault. O(frames × landmarks); a second of pose and hands takes a few milliseconds.
    ///
    /// - Parameter tempo: the factor of the script's tempo with the signer's habit.
    public func take(of script: SignScript, fault: Fault? = nil, tempo: Double = 1) -> SyntheticTake {
        var tempo = tempo
        if case .tempo(let factor) = fault { tempo *= factor }
        let performance = performance(of: [script], fault: fault, tempo: tempo)
        let clip = record(performance, fault: fault)
        return SyntheticTake(
            clip: clip, truth: truth(script, performance, fault: fault, tempo: tempo))
    }

    /// Several signs in direct succession.
    public func sentence(of scripts: [SignScript], tempo: Double = 1) -> SyntheticSentence {
        let performance = performance(of: scripts, fault: nil, tempo: tempo)
        return SyntheticSentence(
            clip: record(performance, fault: nil),
            boundaries: performance.spans.map {
                SyntheticSentence.Boundary(gloss: $0.gloss, start: $0.start, end: $0.end)
            })
    }

    /// A sign as untidy people record it.
    ///
    /// - Parameter other: the sign before or after it, where the habit has another one there.
    func recording(of script: SignScript, with habit: RecordingHabit, other: SignScript) -> LandmarkClip {
        let script = script.heldLonger(by: habit.hold)
        func neighbour(_ kind: RecordingHabit.Neighbour) -> [SignScript] {
            switch kind {
            case .rest: []
            case .again: [script]
            case .other: [other]
            }
        }
        let before = neighbour(habit.before)
        let performance = performance(
            of: before + [script] + neighbour(habit.after), fault: nil, tempo: 1)
        let span = performance.spans[before.count]
        let start = max(span.start - habit.lead, 0)
        let end =
            habit.frames.map { start + Double($0 - 1) / camera.fps }
            ?? min(max(span.end + habit.trail, start), performance.duration)
        let count = habit.frames ?? Int(((end - start) * camera.fps).rounded(.down)) + 1
        var signer = self
        if habit.framesItself {
            signer.camera.include(
                performance.palms(of: profile), shoulderWidth: profile.shoulderWidth)
        }
        return habit.stated(signer.record(performance, fault: nil, from: start, frames: count))
    }

    /// The movements of hands and head, before projection.
    func performance(of scripts: [SignScript], fault: Fault?, tempo: Double) -> Performance {
        var builder = PerformanceBuilder(profile: profile, tempo: tempo, seed: seed)
        var performance = builder.build(scripts)
        if let fault { performance.apply(fault, of: profile) }
        return performance
    }

    private func truth(
        _ script: SignScript, _ performance: Performance, fault: Fault?, tempo: Double
    ) -> GroundTruth {
        let span = performance.spans[0]
        var (start, end) = (span.start, span.end)
        if case .reversed = fault {
            let last = Double(frameCount(of: performance) - 1) / camera.fps
            (start, end) = (max(last - end, 0), last - start)
        }
        let measure = fault?.measure
        return GroundTruth(
            gloss: script.gloss, signer: profile.name, dominantHand: profile.dominantHand,
            fault: fault?.name, channel: fault?.channel,
            hands: fault?.role.map { hands(of: $0, isTwoHanded: script.isTwoHanded) } ?? [],
            fingers: fault?.fingers ?? [], start: start, end: end, size: measure?.size,
            unit: measure?.unit, direction: measure?.direction, tempo: tempo)
    }

    /// The hands of a role; the other hand of a one-handed sign has no part in a fault.
    private func hands(of role: HandRole, isTwoHanded: Bool) -> [Handedness] {
        switch role {
        case .dominant: [profile.dominantHand]
        case .other: [profile.dominantHand.opposite]
        case .both: isTwoHanded ? [.left, .right] : [profile.dominantHand]
        }
    }

    private func frameCount(of performance: Performance) -> Int {
        Int((performance.duration * camera.fps).rounded(.down)) + 1
    }

    private func record(
        _ performance: Performance, fault: Fault?, from start: Double = 0, frames: Int? = nil
    ) -> LandmarkClip {
        let layout = LandmarkLayout(parts: parts)
        let body = BodyModel(profile, seed: seed)
        var detector = Detector(
            camera: camera, noise: noise, shoulderWidth: profile.shoulderWidth, layout: layout, seed: seed)
        let count = frames ?? frameCount(of: performance)
        let unseen = unseenHands(fault)
        for frame in 0..<count {
            let skeleton = body.skeleton(
                of: performance, at: start + Double(frame) / camera.fps, withFace: layout.faceCount > 0)
            detector.append(skeleton, unseen: unseen)
        }
        var isMirrored = camera.mirrored
        var stated = camera.statedMirrored ?? isMirrored
        if fault == .unsaidMirror {
            stated = isMirrored
            isMirrored.toggle()
        }
        let facts = SourceFacts(
            fps: camera.fps, width: camera.width, height: camera.height, mirrored: stated,
            dominantHand: profile.dominantHand)
        let clip = LandmarkClip(
            layout: layout, facts: facts, frameCount: count,
            timestamps: (0..<count).map { Double($0) / camera.fps }, values: detector.values,
            flags: detector.flags)
        let seen = isMirrored ? clip.mirrored() : clip
        switch fault {
        case .reversed: return seen.reversedInTime()
        case .noise: return seen.replacedByNoise(seed: seed)
        default: return seen
        }
    }

    private func unseenHands(_ fault: Fault?) -> Set<Handedness> {
        switch fault {
        case .noHands: [.left, .right]
        case .unseenHand(.dominant): [profile.dominantHand]
        case .unseenHand(.other): [profile.dominantHand.opposite]
        case .unseenHand(.both): [.left, .right]
        default: []
        }
    }
}
