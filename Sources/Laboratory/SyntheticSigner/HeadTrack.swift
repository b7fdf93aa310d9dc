import Foundation

/// The movements of head and face through a performance.
struct HeadTrack: Sendable, Hashable {
    /// A sign's face, from its first posture to its last.
    struct Span: Sendable, Hashable {
        var start: Double
        var end: Double
        var nonManual: NonManual
    }

    var spans: [Span]

    /// The fade time of the face, in seconds.
    private static let fade = 0.25

    func pose(at time: Double) -> HeadPose {
        var pose = HeadPose()
        for span in spans {
            let share = min(max((time - span.start) / max(span.end - span.start, 1e-9), 0), 1)
            let strength =
                minimumJerk((time - span.start + Self.fade) / Self.fade)
                * minimumJerk((span.end + Self.fade - time) / Self.fade)
            let face = span.nonManual
            pose.pitch += face.nod.degrees * (1 - cos(2 * .pi * face.nod.cycles * share)) / 2 * strength
            pose.yaw += face.shake.degrees * sin(2 * .pi * face.shake.cycles * share) * strength
            pose.tilt += face.tilt * strength
            pose.mouthOpening += face.mouthOpening * strength
            pose.smile += face.smile * strength
            pose.browRaise += face.browRaise * strength
        }
        return pose
    }
}

/// A head at one moment: angles in degrees, other values as in ``NonManual``.
struct HeadPose: Sendable, Hashable {
    /// Down is positive.
    var pitch = 0.0
    /// Away from the dominant side is positive.
    var yaw = 0.0
    /// Towards the dominant side is positive.
    var tilt = 0.0
    var mouthOpening = 0.0
    var smile = 0.0
    var browRaise = 0.0
}
