import SigningSpace

/// The input of an ``EmbeddingNetwork``: a clip as ``frames`` postures, evenly spread from its first frame to its last,
/// whatever its length.
struct Postures: Sendable {
    static let frames = 32
    /// Of each hand, dominant first: the 21 points in the palm's frame, in palm lengths; the palm's three axes in
    /// signing space (along it, out of it, across it); wrist from nose, wrist from the shoulders' midpoint and tip of
    /// the index finger from nose, x and y in shoulder widths; whether the hand was seen, whether the hand or the arm's
    /// end was. Then both elbows, x and y. What was not seen is 0; nothing is beyond ±``largest``.
    static let features = 2 * handFeatures + 4

    /// `[frames][features]`.
    let values: [Float]

    private static let handFeatures = 80
    /// Where the places of a hand begin among its features, after its points and axes.
    private static let places = 72
    private static let largest: Float = 5
    /// The places of points in `FigurePart.body`.
    private static let (nose, elbows) = (0, 5..<7)

    /// Samples a clip. O(frames · points).
    init(_ clip: SigningClip) {
        let bodies = clip.sampled(.body, at: Self.frames)
        let noses = Self.noses(bodies)
        let hands = HandRole.allCases.map { role in
            (
                hand: clip.sampled(.hand(role), at: Self.frames),
                palm: clip.sampled(.palm(role), at: Self.frames)
            )
        }
        var values = [Float](repeating: 0, count: Self.frames * Self.features)
        for frame in 0..<Self.frames {
            var start = frame * Self.features
            for (hand, palm) in hands {
                Self.write(hand[frame], palm: palm[frame]?.first, nose: noses[frame], to: &values, at: start)
                start += Self.handFeatures
            }
            guard let body = bodies[frame] else { continue }
            for elbow in Self.elbows {
                let place = body[body.startIndex + elbow]
                Self.write(SIMD2(place.x, place.y), to: &values, at: &start)
            }
        }
        for index in values.indices { values[index] = min(max(values[index], -Self.largest), Self.largest) }
        self.values = values
    }

    /// The same postures from the last to the first, as of the clip played backwards. O(values).
    var reversed: Postures {
        Postures(
            values: (0..<Self.frames).reversed().flatMap { frame in
                values[frame * Self.features..<(frame + 1) * Self.features]
            })
    }

    private init(values: [Float]) { self.values = values }

    /// The place of the nose at each moment; where it was not seen, its median place.
    private static func noses(_ bodies: SampledPoints) -> [SIMD2<Float>] {
        let places = (0..<frames).map { moment in
            bodies[moment].map { body in
                let place = body[body.startIndex + nose]
                return SIMD2(place.x, place.y)
            }
        }
        func median(_ axis: Int) -> Float? {
            let sorted = places.compactMap { $0?[axis] }.sorted()
            guard !sorted.isEmpty else { return nil }
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        let usual = SIMD2(
            median(0) ?? SigningClip.typicalNose.x, median(1) ?? SigningClip.typicalNose.y)
        return places.map { $0 ?? usual }
    }

    /// Writes a hand's features over zeros.
    private static func write(
        _ hand: ArraySlice<SIMD3<Float>>?, palm: SIMD3<Float>?, nose: SIMD2<Float>,
        to values: inout [Float], at start: Int
    ) {
        if let hand { writeShape(hand, to: &values, at: start) }
        if let palm {
            let wrist = hand.map { $0[$0.startIndex] } ?? palm
            let tip = hand.map { $0[$0.startIndex + 8] } ?? palm
            var place = start + places
            write(SIMD2(wrist.x - nose.x, wrist.y - nose.y), to: &values, at: &place)
            write(SIMD2(wrist.x, wrist.y), to: &values, at: &place)
            write(SIMD2(tip.x - nose.x, tip.y - nose.y), to: &values, at: &place)
        }
        values[start + handFeatures - 2] = hand == nil ? 0 : 1
        values[start + handFeatures - 1] = palm == nil ? 0 : 1
    }

    /// Writes the points of a hand in its palm's frame, and the palm's axes.
    private static func writeShape(
        _ hand: ArraySlice<SIMD3<Float>>, to values: inout [Float], at start: Int
    ) {
        func point(_ index: Int) -> SIMD3<Float> { hand[hand.startIndex + index] }
        func length(_ vector: SIMD3<Float>) -> Float { (vector * vector).sum().squareRoot() }
        let wrist = point(0)
        let size = max(length(point(9) - wrist), 1e-6)
        let along = (point(9) - wrist) / size
        var across = point(5) - point(17)
        across -= (across * along).sum() * along
        across /= max(length(across), 1e-9)
        let out = SIMD3(
            along.y * across.z - along.z * across.y, along.z * across.x - along.x * across.z,
            along.x * across.y - along.y * across.x)
        var next = start
        for index in 0..<21 {
            let place = (point(index) - wrist) / size
            write(
                SIMD3((place * along).sum(), (place * across).sum(), (place * out).sum()), to: &values,
                at: &next)
        }
        for axis in [along, out, across] { write(axis, to: &values, at: &next) }
    }

    private static func write<Vector: SIMD<Float>>(
        _ vector: Vector, to values: inout [Float], at place: inout Int
    ) {
        for axis in 0..<vector.scalarCount { values[place + axis] = vector[axis] }
        place += vector.scalarCount
    }
}
