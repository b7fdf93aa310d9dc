import Foundation

/// The bones of one hand and their forward kinematics.
///
/// Local frame, the same for either hand: x towards the little finger, y along the fingers, z out of the
/// palm, the wrist at the origin. A left hand needs no code of its own: the whole arm is posed on its own
/// side of the body and mirrored at the end.
struct HandModel: Sendable, Hashable {
    /// Metres from the wrist to the middle finger's knuckle.
    var palmLength: Double
    /// The fingers' lengths relative to an average hand.
    var fingerRatio: Double

    /// The knuckle of each long finger, in palm lengths; the palm is a shallow bowl.
    private static let knuckles: [Vector3] = [
        Vector3(-0.27, 0.96, 0), Vector3(0, 1, -0.02), Vector3(0.22, 0.93, 0), Vector3(0.41, 0.81, 0.05),
    ]
    /// Proximal, middle and distal phalanx in palm lengths, after published hand anthropometry.
    private static let phalanges: [Vector3] = [
        Vector3(0.44, 0.26, 0.20), Vector3(0.48, 0.30, 0.21), Vector3(0.44, 0.28, 0.21),
        Vector3(0.35, 0.20, 0.18),
    ]
    /// Degrees towards the little finger: at rest, and added when fanned.
    private static let splay: [(rest: Double, fan: Double)] = [(2, -16), (0, -3), (-1, 10), (-3, 23)]
    /// The thumb's root and bones, as MediaPipe places them (the median over some 650 takes of open hands).
    private static let thumbBase = Vector3(-0.27, 0.25, 0.13)
    private static let thumbBones = Vector3(0.42, 0.33, 0.25)

    /// The 21 landmarks in metres in the local frame.
    func landmarks(_ shape: Handshape) -> [Vector3] {
        var points = [Vector3.zero]
        points.reserveCapacity(21)
        appendThumb(shape.thumb, to: &points)
        for (slot, finger) in [Finger.index, .middle, .ring, .pinky].enumerated() {
            let pose = shape[finger]
            let splay = Self.splay[slot]
            // A bent finger cannot be fanned: its tip points at the thumb's root at any abduction.
            let freedom = cos(min(max(pose.knuckle, 0), 90) * .pi / 180)
            let angle = (splay.rest + splay.fan * pose.spread) * freedom * .pi / 180
            let outward = Vector3(sin(angle), cos(angle), 0)
            var point = Self.knuckles[slot] * palmLength
            points.append(point)
            var bend = 0.0
            for (joint, flexion) in [pose.knuckle, pose.middle, pose.tip].enumerated() {
                bend += flexion * .pi / 180
                let bone = Self.phalanges[slot][joint] * palmLength * fingerRatio
                point += (outward * cos(bend) + Vector3(0, 0, 1) * sin(bend)) * bone
                points.append(point)
            }
        }
        return points
    }

    private func appendThumb(_ pose: Handshape.ThumbPose, to points: inout [Vector3]) {
        let radial = pose.radial * .pi / 180
        let palmar = pose.palmar * .pi / 180
        let opposition = pose.opposition * .pi / 180
        var direction = Vector3(-sin(radial) * cos(palmar), cos(radial) * cos(palmar), sin(palmar))
        let across = Vector3(cos(opposition), 0, sin(opposition))
        let inward = across.perpendicular(to: direction).unit
        let hinge = direction.cross(inward)
        var point = Self.thumbBase * palmLength
        points.append(point)
        for (joint, flexion) in [0, pose.knuckle, pose.tip].enumerated() {
            direction = Rotation(degrees: flexion, about: hinge)(direction)
            let ratio = joint == 0 ? 1 : fingerRatio
            point += direction * (Self.thumbBones[joint] * palmLength * ratio)
            points.append(point)
        }
    }
}
