/// Upper arm and forearm on their own side of the body (x outward, y up, z forward, metres from the
/// shoulders' midpoint).
struct ArmModel: Sendable, Hashable {
    let shoulder: Vector3
    let upperArm: Double
    let forearm: Double
    /// How far the elbow is held from the body, 0–1.
    let elbowHabit: Double

    init(_ profile: SignerProfile) {
        shoulder = Vector3(profile.shoulderWidth / 2, 0, 0)
        upperArm = profile.upperArm * profile.shoulderWidth
        forearm = profile.forearm * profile.shoulderWidth
        elbowHabit = profile.elbowHabit
    }

    /// The nearest place to `wrist` that the arm reaches without a locked elbow.
    func reachable(_ wrist: Vector3) -> Vector3 {
        let way = wrist - shoulder
        let nearest = abs(upperArm - forearm) + 0.25 * min(upperArm, forearm)
        let distance = min(max(way.length, nearest), 0.985 * (upperArm + forearm))
        return shoulder + way.unit * distance
    }

    /// The elbow of a wrist within reach: two-link inverse kinematics.
    ///
    /// Of the circle of possible elbows, the arm takes a point between the elbow of gravity and habit and the
    /// elbow of a straight wrist. Both weights are smooth, so the elbow moves smoothly.
    func elbow(wrist: Vector3, fingers: Vector3) -> Vector3 {
        let way = wrist - shoulder
        let distance = way.length
        let axis = way / distance
        let along = (upperArm * upperArm - forearm * forearm + distance * distance) / (2 * distance)
        let aside = max(upperArm * upperArm - along * along, 0).squareRoot()
        let gravity = Vector3(0.4 + 0.5 * elbowHabit, -1, -0.2)
        let straight = (wrist - fingers * forearm - shoulder).unit
        let pole = (gravity + straight * 0.55).perpendicular(to: axis).unit
        return shoulder + axis * along + pole * aside
    }
}
