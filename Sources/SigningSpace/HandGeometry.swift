/// The shape and turn of one hand in one frame, from its 21 landmarks.
///
/// Measured in the hand's own frame, so that where the hand is, how large it is and how it is turned do not change
/// its shape.
struct HandGeometry {
    /// Unit vector out of the palm, in signing space.
    var palmNormal: SIMD3<Float>
    /// Unit vector from the wrist to the middle finger's knuckle, in signing space.
    var pointing: SIMD3<Float>
    /// Bends of the 15 finger joints, thumb first, knuckle to tip: the cosine between the bones that meet there; 1 is
    /// straight, 0 a right angle.
    var flexion: [Float]
    /// The cosines between the first bones of neighbouring fingers, thumb–index first.
    var spread: [Float]
    /// The thumb tip's distance, in palm lengths, from the index finger's knuckle, the four other tips and the
    /// little finger's knuckle.
    var thumb: [Float]

    /// What the camera sees: x and y of the 20 bones' unit vectors, wrist to tip and thumb first, then x and y of the 21
    /// points from the palm's centre.
    var view: [Float]

    /// The joints of ``flexion``: the bones a–b and b–c meet at b.
    static let joints: [(Int, Int, Int)] = [
        (0, 1, 2), (1, 2, 3), (2, 3, 4), (0, 5, 6), (5, 6, 7), (6, 7, 8), (0, 9, 10), (9, 10, 11),
        (10, 11, 12),
        (0, 13, 14), (13, 14, 15), (14, 15, 16), (0, 17, 18), (17, 18, 19), (18, 19, 20),
    ]
    private static let neighbours = [(1, 4, 5, 8), (5, 6, 9, 10), (9, 10, 13, 14), (13, 14, 17, 18)]
    private static let thumbTargets = [5, 8, 12, 16, 20, 17]
    /// The point that the bone to each point but the wrist starts from.
    private static let bases = [0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18, 19]

    /// The geometry of a hand.
    ///
    /// - Parameter points: 21 points; a right hand's in signing space, or a left hand's, for which `isLeft` turns the
    ///   normal round so that both point out of the palm.
    init(_ points: ArraySlice<SIMD3<Float>>, isLeft: Bool) {
        let first = points.startIndex
        func bone(_ from: Int, _ to: Int) -> SIMD3<Float> { points[first + to] - points[first + from] }

        let along = bone(0, 9)
        let normal = bone(0, 5).cross(bone(0, 17))
        pointing = along.normalised
        palmNormal = (isLeft ? -normal : normal).normalised
        flexion = Self.joints.map { bone($0.0, $0.1).normalised.dot(bone($0.1, $0.2).normalised) }
        spread = Self.neighbours.map { bone($0.0, $0.1).normalised.dot(bone($0.2, $0.3).normalised) }
        let palm = [5, 9, 13, 17].reduce(Float(0)) { $0 + bone(0, $1).length } / 4
        thumb = Self.thumbTargets.map { palm > 0 ? bone(4, $0).length / palm : 0 }
        let centre =
            HandLandmark.palm.reduce(SIMD3<Float>()) { $0 + points[first + $1] }
            / Float(HandLandmark.palm.count)
        let bones = Self.bases.indices.map { bone(Self.bases[$0], $0 + 1).normalised }
        let places = points.map { $0 - centre }
        view = (bones + places).flatMap { [$0.x, $0.y] }
    }
}

extension SIMD3<Float> {
    func dot(_ other: SIMD3<Float>) -> Float { (self * other).sum() }

    func cross(_ other: SIMD3<Float>) -> SIMD3<Float> {
        SIMD3(
            y * other.z - z * other.y,
            z * other.x - x * other.z,
            x * other.y - y * other.x)
    }

    var length: Float { dot(self).squareRoot() }

    /// The unit vector along this one; zero where there is no direction.
    var normalised: SIMD3<Float> {
        let length = length
        return length > 0 ? self / length : .zero
    }
}
