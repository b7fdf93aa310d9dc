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
    private static let largest: Float = 5
    /// The places of points in `FigurePart.body`.
    private static let (nose, elbows) = (0, 5..<7)

    /// Samples a clip. O(frames · points).
    init(_ clip: SigningClip) {
        let bodies = Self.sampled(clip, .body)
        let noses = Self.noses(bodies)
        let hands = HandRole.allCases.map { role in
            (hands: Self.sampled(clip, .hand(role)), palms: Self.sampled(clip, .palm(role)))
        }
        var values: [Float] = []
        values.reserveCapacity(Self.frames * Self.features)
        for frame in 0..<Self.frames {
            for (sampled, palms) in hands {
                Self.add(sampled[frame], palm: palms[frame]?[0], nose: noses[frame], to: &values)
            }
            for elbow in Self.elbows {
                let place = bodies[frame]?[elbow] ?? .zero
                values += [place.x, place.y]
            }
        }
        self.values = values.map { min(max($0, -Self.largest), Self.largest) }
    }

    /// The same postures from the last to the first, as of the clip played backwards. O(values).
    var reversed: Postures {
        Postures(
            values: (0..<Self.frames).reversed().flatMap { frame in
                values[frame * Self.features..<(frame + 1) * Self.features]
            })
    }

    private init(values: [Float]) { self.values = values }

    /// The points of a part at each sampled moment, interpolated between two frames; `nil` where the part is missing in
    /// the nearer one.
    private static func sampled(_ clip: SigningClip, _ part: FigurePart) -> [[SIMD3<Float>]?] {
        (0..<frames).map { moment in
            let place = Double(moment) / Double(frames - 1) * Double(clip.frameCount - 1)
            let first = Int(place)
            let second = min(first + 1, clip.frameCount - 1)
            let share = Float(place - Double(first))
            switch (clip.points(of: part, frame: first), clip.points(of: part, frame: second)) {
            case (let before?, let after?):
                return zip(before, after).map { $0 * (1 - share) + $1 * share }
            case (let before?, nil): return 1 - share >= 0.5 ? before : nil
            case (nil, let after?): return share >= 0.5 ? after : nil
            case (nil, nil): return nil
            }
        }
    }

    /// The place of the nose at each moment; where it was not seen, its median place.
    private static func noses(_ bodies: [[SIMD3<Float>]?]) -> [SIMD2<Float>] {
        let seen = bodies.compactMap { $0?[nose] }
        func median(_ values: [Float]) -> Float? {
            let sorted = values.sorted()
            guard !sorted.isEmpty else { return nil }
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        let usual = SIMD2(
            median(seen.map(\.x)) ?? SigningClip.typicalNose.x,
            median(seen.map(\.y)) ?? SigningClip.typicalNose.y)
        return bodies.map { body in
            guard let place = body?[nose] else { return usual }
            return SIMD2(place.x, place.y)
        }
    }

    private static func add(
        _ hand: [SIMD3<Float>]?, palm: SIMD3<Float>?, nose: SIMD2<Float>, to values: inout [Float]
    ) {
        if let hand {
            addShape(hand, to: &values)
        } else {
            values += [Float](repeating: 0, count: 72)
        }
        if let palm {
            let (wrist, tip) = (hand?[0] ?? palm, hand?[8] ?? palm)
            values += [wrist.x - nose.x, wrist.y - nose.y, wrist.x, wrist.y, tip.x - nose.x, tip.y - nose.y]
        } else {
            values += [Float](repeating: 0, count: 6)
        }
        values += [hand == nil ? 0 : 1, palm == nil ? 0 : 1]
    }

    private static func addShape(_ hand: [SIMD3<Float>], to values: inout [Float]) {
        func length(_ vector: SIMD3<Float>) -> Float { (vector * vector).sum().squareRoot() }
        let wrist = hand[0]
        let size = max(length(hand[9] - wrist), 1e-6)
        let along = (hand[9] - wrist) / size
        var across = hand[5] - hand[17]
        across -= (across * along).sum() * along
        across /= max(length(across), 1e-9)
        let out = SIMD3(
            along.y * across.z - along.z * across.y, along.z * across.x - along.x * across.z,
            along.x * across.y - along.y * across.x)
        for point in hand {
            let place = (point - wrist) / size
            values += [(place * along).sum(), (place * across).sum(), (place * out).sum()]
        }
        for axis in [along, out, across] { values += [axis.x, axis.y, axis.z] }
    }
}
