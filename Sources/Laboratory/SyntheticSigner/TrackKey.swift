import Foundation

/// A ``SignKey`` of one person's performance, in seconds and metres.
struct TrackKey: Sendable, Hashable {
    var arrive: Double
    var leave: Double
    var pose: HandPose
    /// The bulge of the path to this key, in metres.
    var bulge: Vector3 = .zero
    /// In metres and degrees.
    var oscillation: Oscillation?
    /// The phase lead of the oscillation, as a share of a cycle.
    var phase = 0.0
    /// Whether this is a posture of a sign, not of rest.
    var isSign = true

    /// The pose at `share` of the hold.
    func pose(atShare share: Double) -> HandPose {
        guard let oscillation else { return pose }
        let angle = 2 * .pi * (oscillation.cycles * share + phase)
        var moved = pose
        switch oscillation.kind {
        case .circle(let first, let second):
            moved.wrist += first * (cos(angle) - 1) + second * sin(angle)
        case .shake(let way):
            moved.wrist += way * sin(angle)
        case .twist(let degrees):
            moved.rotation =
                moved.rotation * Rotation(degrees: degrees * sin(angle), about: Vector3(0, 1, 0))
        case .nod(let degrees):
            // Local x is the little finger's side: a right-handed rotation about it moves the fingers towards
            // the palm.
            moved.rotation =
                moved.rotation
                * Rotation(degrees: degrees * (1 - cos(angle)) / 2, about: Vector3(1, 0, 0))
        case .wave(let degrees):
            moved.rotation =
                moved.rotation * Rotation(degrees: degrees * sin(angle), about: Vector3(0, 0, 1))
        case .flutter(let degrees):
            for (slot, finger) in [Finger.index, .middle, .ring, .pinky].enumerated() {
                moved.shape[finger].knuckle += degrees * (1 + sin(angle + Double(slot) * 0.9)) / 2
            }
        case .squeeze(let other):
            moved.shape = pose.shape.mixed(with: other, (1 - cos(angle)) / 2)
        }
        return moved
    }
}

extension TrackKey {
    /// Scales the path from `start` to here, its bulge and the repeated movement by `factor`; a negative
    /// factor reverses the path.
    mutating func scaleMovement(by factor: Double, about start: Vector3) {
        pose.wrist = start + (pose.wrist - start) * factor
        bulge *= factor
        oscillation = oscillation?.scaled(by: factor)
    }
}
