import Foundation

/// A face mesh of 468 points in MediaPipe's numbering.
///
/// The contours (oval, brows, eyes, nose, lips, chin) have the places of the mesh and move with mouth and
/// brows. The points between them lie on the same surface, on their own half of the face; their exact places
/// are specific to this model.
enum FaceModel {
    /// One point of the face: average shoulder widths from the shoulders' midpoint, x towards the signer's left.
    fileprivate struct Point {
        var rest: Vector3
        /// The displacement by a wide open mouth, a broad smile and fully raised brows.
        var opening = Vector3.zero
        var smile = Vector3.zero
        var brows = Vector3.zero
    }

    private static let mesh: (points: [Point], twins: [Int]) = build()

    /// The 468 points of a face, in average shoulder widths from the shoulders' midpoint of a head at rest.
    static func landmarks(_ pose: HeadPose) -> [Vector3] {
        mesh.points.map {
            $0.rest + $0.opening * pose.mouthOpening + $0.smile * pose.smile + $0.brows * pose.browRaise
        }
    }

    /// The mirrored point on the other half of the face; a point of the middle line is its own.
    static func twin(of landmark: Int) -> Int {
        landmark < mesh.twins.count ? mesh.twins[landmark] : landmark
    }

    /// The depth of the skin, forward: an ellipsoid, without the nose.
    private static func depth(_ x: Double, _ y: Double) -> Double {
        let across = x / 0.21
        let along = (y - 0.6) / 0.38
        return 0.01 + 0.25 * max(1 - across * across - along * along, 0).squareRoot()
    }

    /// A point on the signer's right half, `lift` in front of the skin.
    private static func skin(_ outward: Double, _ y: Double, lift: Double = 0) -> Point {
        var point = Point(rest: Vector3(-outward, y, depth(outward, y) + lift))
        // Everything below the upper lip moves with the jaw.
        let jaw = min(max((0.468 - y) / 0.03, 0), 1)
        point.opening = Vector3(0, -0.055, -0.01) * jaw
        return point
    }

    private static func build() -> (points: [Point], twins: [Int]) {
        var points = [Point?](repeating: nil, count: 468)
        var twins = Array(0..<468)
        func place(_ right: [Int], _ left: [Int], _ curve: [Point]) {
            for ((landmark, twin), point) in zip(zip(right, left), curve) {
                points[landmark] = point
                points[twin] = point.acrossFace
                twins[landmark] = twin
                twins[twin] = landmark
            }
        }
        for contour in FaceContour.sides { place(contour.right, contour.left, contour.points.map(point)) }
        for (landmark, y, lift) in FaceContour.middle {
            var point = skin(0, y, lift: lift)
            // The lips are too close for the height to separate them: 13 is of the upper lip, 14 of the
            // lower.
            point.opening = y < 0.465 ? Vector3(0, -0.055, -0.01) : .zero
            points[landmark] = point
        }

        // Numbers up to 247 are of the right half and the middle line, from 248 on of the left half.
        let right = (0..<248).filter { points[$0] == nil }
        let left = (248..<468).filter { points[$0] == nil }
        let pairs = min(right.count, left.count)
        place(right, left, (0..<pairs).map { spread($0, of: pairs) })
        for (order, landmark) in (right.dropFirst(pairs) + left.dropFirst(pairs)).enumerated() {
            points[landmark] = skin(0, 0.84 - 0.02 * Double(order))
        }
        return (points.map { $0 ?? skin(0, 0.6) }, twins)
    }

    private static func point(_ place: FaceContour.Place) -> Point {
        var point = skin(place.outward, place.y, lift: place.lift)
        if let jaw = place.jaw { point.opening = Vector3(0, -0.055, -0.01) * jaw }
        point.smile = Vector3(-0.014, 0.01, 0) * place.smile
        point.brows = Vector3(0, 0.03, 0) * place.brow
        return point
    }

    /// Sunflower seeds over half of the oval: evenly spread and reproducible.
    private static func spread(_ order: Int, of count: Int) -> Point {
        let radius = ((Double(order) + 0.5) / Double(count)).squareRoot() * 0.94
        let turn = Double(order) * 0.381966
        let angle = (turn - turn.rounded(.down) - 0.5) * .pi
        return skin(0.17 * radius * cos(angle) + 0.004, 0.6 + 0.28 * radius * sin(angle))
    }
}

extension FaceModel.Point {
    /// Mirrored in the face's middle plane.
    fileprivate var acrossFace: Self {
        Self(
            rest: rest.acrossBody, opening: opening.acrossBody, smile: smile.acrossBody,
            brows: brows.acrossBody)
    }
}
