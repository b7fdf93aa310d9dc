/// The handshape and palm orientation of one hand over time, from its 21 landmarks.
///
/// The handshape is measured in the hand's own frame: it does not depend on the hand's location, size or
/// orientation.
struct HandGeometry {
    /// Bends of the 15 finger joints, thumb first, knuckle to tip, as cosines between adjacent bones: 1 is
    /// straight, 0 a right angle. Then four spreads as cosines: between thumb and index finger, each from its
    /// lowest joint to its tip, and between the first bones of the other neighbouring fingers. Then six
    /// distances of the thumb's tip, in palm lengths: from the index finger's knuckle, the four other tips
    /// and the little finger's knuckle.
    let handshape: FeatureColumn
    /// The unit vectors out of the palm and from the wrist to the middle finger's knuckle, in signing space.
    let orientation: FeatureColumn
    /// The image of the hand: x and y of the 20 bones' unit vectors, wrist to tip and thumb first, then x and
    /// y of the 21 points from the palm's centre.
    let view: FeatureColumn

    /// The geometry of a hand. O(frames).
    ///
    /// - Parameter hand: 21 points in signing space, of a right hand, or of a left hand with `isLeft`, which
    ///   reverses the normal so that it too points out of the palm.
    init(_ hand: Track, isLeft: Bool) {
        var shape = FeatureColumn(.dominantHandshape, seen: hand.seen)
        var turn = FeatureColumn(.dominantOrientation, seen: hand.seen)
        var look = FeatureColumn(.dominantHandView, seen: hand.seen)
        let widths = (shape: shape.width, turn: turn.width, look: look.width)
        // Spans are taken once; each write to an array in a loop would check its ownership.
        var shapes = shape.values.mutableSpan
        var turns = turn.values.mutableSpan
        var looks = look.values.mutableSpan
        var views = looks.mutableBytes
        let track = hand.points.span
        for frame in hand.seen.indices where hand.seen[frame] {
            let points = track.extracting(frame * 21..<(frame + 1) * 21)
            let viewed = MemoryLayout<Float>.size * frame * widths.look
            let palm = Self.measureFingers(
                points, shapes: &shapes, at: frame * widths.shape, views: &views, at: viewed)
            Self.measureThumb(points, palm: palm, to: &shapes, at: frame * widths.shape + 19)
            Self.measureTurn(points, isLeft: isLeft, to: &turns, at: frame * widths.turn)
            Self.measurePlaces(points, to: &views, at: viewed + MemoryLayout<Float>.size * 40)
        }
        (handshape, orientation, view) = (shape, turn, look)
    }

    /// Measures bends, spreads and bones in view, the four bones of a finger at a time. Returns the palm
    /// length: the mean of the bones from the wrist to the four fingers' knuckles.
    private static func measureFingers(
        _ points: Span<SIMD4<Float>>, shapes: inout MutableSpan<Float>, at shape: Int,
        views: inout MutableRawSpan, at view: Int
    ) -> Float {
        var palm: Float = 0
        var neighbour = SIMD4<Float>()
        for finger in 0..<5 {
            let first = 1 + 4 * finger
            let (a, b, c, d) = (points[first], points[first + 1], points[first + 2], points[first + 3])
            let (one, two, three, four) = (a - points[0], b - a, c - b, d - c)
            var x = SIMD4(one.x, two.x, three.x, four.x)
            var y = SIMD4(one.y, two.y, three.y, four.y)
            var z = SIMD4(one.z, two.z, three.z, four.z)
            let lengths = (x * x + y * y + z * z).squareRoot()
            // Unit vectors; zero for a bone of length 0.
            let isNowhere = lengths .<= 0
            x = (x / lengths).replacing(with: 0, where: isNowhere)
            y = (y / lengths).replacing(with: 0, where: isNowhere)
            z = (z / lengths).replacing(with: 0, where: isNowhere)
            var ways = SIMD8<Float>()
            (ways.evenHalf, ways.oddHalf) = (x, y)
            views.storeBytes(of: ways, toByteOffset: view + 32 * finger, as: SIMD8<Float>.self)

            let bends =
                x * SIMD4(x[1], x[2], x[3], 0) + y * SIMD4(y[1], y[2], y[3], 0)
                + z * SIMD4(z[1], z[2], z[3], 0)
            for joint in 0..<3 { shapes[shape + 3 * finger + joint] = bends[joint] }
            let start = SIMD4(x[1], y[1], z[1], 0)
            if finger > 0 { palm += lengths[0] }
            if finger > 1 { shapes[shape + 14 + finger] = neighbour.dot(start) }
            neighbour = start
        }
        let (thumb, index) = (points[4] - points[1], points[8] - points[5])
        shapes[shape + 15] = thumb.normalised.dot(index.normalised)
        return palm / 4
    }

    private static func measureThumb(
        _ points: Span<SIMD4<Float>>, palm: Float, to shapes: inout MutableSpan<Float>, at start: Int
    ) {
        let tip = points[4]
        func reach(_ target: Int) -> Float { palm > 0 ? (points[target] - tip).length / palm : 0 }
        shapes[start] = reach(5)
        for finger in 1..<5 { shapes[start + finger] = reach(4 + 4 * finger) }
        shapes[start + 5] = reach(17)
    }

    private static func measureTurn(
        _ points: Span<SIMD4<Float>>, isLeft: Bool, to turns: inout MutableSpan<Float>, at start: Int
    ) {
        let wrist = points[0]
        let (a, b) = (points[5] - wrist, points[17] - wrist)
        let cross = SIMD4(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x, 0)
        let normal = (isLeft ? -cross : cross).normalised
        let along = (points[9] - wrist).normalised
        for axis in 0..<3 {
            turns[start + axis] = normal[axis]
            turns[start + 3 + axis] = along[axis]
        }
    }

    private static func measurePlaces(
        _ points: Span<SIMD4<Float>>, to views: inout MutableRawSpan, at start: Int
    ) {
        let centre = HandLandmark.palmCentre(points, at: 0)
        for point in 0..<21 {
            let place = points[point] - centre
            views.storeBytes(of: place.lowHalf, toByteOffset: start + 8 * point, as: SIMD2<Float>.self)
        }
    }
}
