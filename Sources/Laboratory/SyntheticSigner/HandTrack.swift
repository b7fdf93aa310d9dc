import Foundation

/// One hand's movement through a performance.
struct HandTrack: Sendable, Hashable {
    /// In order of time; the first and the last are at rest.
    var keys: [TrackKey]

    /// The pose at a time, before smoothing. O(keys).
    func sharpPose(at time: Double) -> HandPose {
        let next = keys.firstIndex { time < $0.arrive } ?? keys.count
        guard next > 0 else { return keys[0].pose(atShare: 0) }
        let last = keys[next - 1]
        if time < last.leave || next == keys.count {
            let length = last.leave - last.arrive
            let share = length > 0 ? min((time - last.arrive) / length, 1) : 1
            return last.pose(atShare: share)
        }
        let key = keys[next]
        let share = minimumJerk((time - last.leave) / max(key.arrive - last.leave, 1e-9))
        var pose = last.pose(atShare: 1).mixed(with: key.pose(atShare: 0), share)
        pose.wrist += key.bulge * (4 * share * (1 - share))
        return pose
    }

    /// The pose at a time, smoothed by a Gaussian of `deviation` seconds: postures blend, the more the faster
    /// they are. The result depends on time, not on the frame rate.
    func pose(at time: Double, deviation: Double) -> HandPose {
        guard deviation > 0 else { return sharpPose(at: time) }
        let centre = sharpPose(at: time)
        var wrist = Vector3.zero
        var real = 0.0
        var imaginary = Vector3.zero
        var angles = [Double](repeating: 0, count: Handshape.angleCount)
        var total = 0.0
        for tap in -4...4 {
            let steps = Double(tap) * 0.6
            let weight = exp(-steps * steps / 2)
            let pose = tap == 0 ? centre : sharpPose(at: time + steps * deviation)
            // A quaternion and its negative are the same rotation: signs are aligned before averaging.
            let signed = pose.rotation.dot(centre.rotation) < 0 ? -weight : weight
            wrist += pose.wrist * weight
            real += pose.rotation.real * signed
            imaginary += pose.rotation.imaginary * signed
            for (slot, angle) in pose.shape.angles.enumerated() { angles[slot] += angle * weight }
            total += weight
        }
        var pose = centre
        pose.wrist = wrist / total
        pose.rotation = Rotation(real: real, imaginary: imaginary).unit
        pose.shape.angles = angles.map { $0 / total }
        pose.shape = pose.shape.withinLimits
        return pose
    }
}

/// The minimum-jerk movement between two rests (Flash and Hogan 1985), from 0 to 1.
func minimumJerk(_ share: Double) -> Double {
    let share = min(max(share, 0), 1)
    return share * share * share * (10 + share * (6 * share - 15))
}
