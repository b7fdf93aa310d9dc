import Foundation

/// A person's body: converts a performance's hand poses to skeletons.
struct BodyModel: Sendable {
    private let profile: SignerProfile
    private let arm: ArmModel
    private let hand: HandModel
    private let swayPhases: Vector3

    /// - Parameter seed: of the body's slow sway.
    init(_ profile: SignerProfile, seed: UInt64) {
        self.profile = profile
        arm = ArmModel(profile)
        hand = HandModel(profile)
        var stream = RandomStream(seed: seed, purpose: .sway)
        swayPhases = Vector3(stream.uniform(), stream.uniform(), stream.uniform()) * (2 * .pi)
    }

    /// The skeleton at a time of a performance. O(keys).
    func skeleton(of performance: Performance, at time: Double, withFace: Bool) -> Skeleton {
        let dominant = performance.dominant.pose(at: time, deviation: profile.smoothing)
        let other = performance.other.pose(at: time, deviation: profile.smoothing)
        let isRight = profile.dominantHand == .right
        let right = limb(isRight ? dominant : other)
        let left = limb(isRight ? other : dominant)
        var headPose = performance.head.pose(at: time)
        // Tracks are those of a right-handed signer: the mirror image tilts and turns the other way.
        if !isRight {
            headPose.tilt = -headPose.tilt
            headPose.yaw = -headPose.yaw
        }
        headPose.yaw += 1.2 * profile.variability * sin(time * 1.1 + swayPhases.x)
        headPose.yaw += profile.headYaw
        headPose.pitch += profile.headPitch
        headPose.pitch += 0.8 * profile.variability * sin(time * 0.9 + swayPhases.y)
        let head = HeadModel(profile, pose: headPose)

        var body = head.bodyLandmarks
        body.reserveCapacity(33)
        let shoulder = arm.shoulder
        body += [shoulder, shoulder.acrossBody]
        body += [left.elbow, right.elbow.acrossBody]
        body += [left.seenWrist, right.seenWrist.acrossBody]
        for (landmark, weight) in [(17, 0.25), (5, 0.35), (2, 0.5)] {
            for (limb, isLeft) in [(left, true), (right, false)] {
                let point = limb.hand[landmark] + (limb.hand[landmark] - limb.hand[0]) * weight * 0.3
                body.append(isLeft ? point : point.acrossBody)
            }
        }
        appendLegs(to: &body)

        // The whole body drifts: nobody stands still.
        let sway =
            Vector3(
                sin(time * 0.8 + swayPhases.x), 0.4 * sin(time * 0.6 + swayPhases.y),
                sin(time * 0.7 + swayPhases.z)) * (0.008 * profile.variability)
        return Skeleton(
            body: body.map { $0 + sway },
            leftHand: left.hand.map { $0 + sway },
            rightHand: right.hand.map { $0.acrossBody + sway },
            face: withFace ? head.faceLandmarks.map { $0 + sway } : [])
    }

    /// An arm and a hand on their own side.
    private struct Limb {
        var elbow: Vector3
        var hand: [Vector3]
        /// MediaPipe's body model places the wrist nearer to the elbow than its hand model does.
        var seenWrist: Vector3
    }

    private func limb(_ pose: HandPose) -> Limb {
        let wrist = arm.reachable(pose.wrist)
        let elbow = arm.elbow(wrist: wrist, fingers: pose.rotation(Vector3(0, 1, 0)))
        let points = hand.landmarks(pose.shape).map { wrist + pose.rotation($0) }
        let back = (elbow - wrist).unit * (0.26 * hand.palmLength)
        return Limb(elbow: elbow, hand: points, seenWrist: wrist + back)
    }

    private func appendLegs(to body: inout [Vector3]) {
        let width = profile.shoulderWidth
        // Hips, knees, ankles, heels, toes: half the distance apart, down, forward.
        let joints = [
            Vector3(0.35, -profile.torso, 0.02), Vector3(0.33, -profile.torso - 1.1, 0.1),
            Vector3(0.32, -profile.torso - 2.15, 0), Vector3(0.31, -profile.torso - 2.3, -0.08),
            Vector3(0.38, -profile.torso - 2.35, 0.4),
        ]
        for joint in joints {
            body.append(joint * width)
            body.append(joint.acrossBody * width)
        }
    }
}
