import Foundation

extension RandomSign {
    /// Whether an average person can make the sign: no hand inside head or trunk, no wrist bent further than
    /// wrists bend, no elbow across the body, every hand in the picture.
    var isPossible: Bool {
        var person = SignerProfile(name: "average")
        person.variability = 0
        var builder = PerformanceBuilder(profile: person, tempo: 1, seed: 0)
        let performance = builder.build([script])
        let arm = ArmModel(person)
        let hands =
            performance.dominant.keys.filter(\.isSign)
            + (arrangement == .oneHanded ? [] : performance.other.keys.filter(\.isSign))
        return hands.allSatisfy { key in
            let fingers = key.pose.rotation(Vector3(0, 1, 0))
            let elbow = arm.elbow(wrist: key.pose.wrist, fingers: fingers)
            let forearm = (key.pose.wrist - elbow).unit
            let middle = key.pose.wrist + fingers * (person.palm * person.shoulderWidth)
            // An elbow before the middle of the body is nobody's habit.
            return elbow.x > 0.2 * person.shoulderWidth && forearm.dot(fingers) > Self.furthestBend
                && Self.isFree(middle / person.shoulderWidth)
        }
    }

    /// The cosine of 80°, which is about the furthest flexion of a wrist.
    private static let furthestBend = 0.17

    /// Whether a point, in shoulder widths from the shoulders' midpoint, is outside head and trunk and where
    /// cameras look.
    private static func isFree(_ point: Vector3) -> Bool {
        let head = (point - Vector3(0, 0.6, 0.02)) / Vector3(0.24, 0.36, 0.26)
        let isInTrunk = abs(point.x) < 0.5 && point.y < 0 && point.z < 0.1
        return head.length > 1 && !isInTrunk && point.z > -0.05 && (-1.05...1.25).contains(point.y)
            && abs(point.x) < 1.4
    }
}
