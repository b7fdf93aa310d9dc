import SigningSpace
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("Distances under a metric")
struct SignMetricTests {
    /// A random projection.
    private static func projection(_ inputs: Int, _ outputs: Int, using generator: inout SplitMix64)
        -> Projection
    {
        Projection(
            inputs: inputs, outputs: outputs,
            values: (0..<inputs * outputs).map { _ in Float.random(in: -0.5...0.5, using: &generator) })
    }

    /// The standard and the untrained metric, and random projections with fewer outputs than inputs for two
    /// channels.
    private static func metrics() -> [SignMetric] {
        var generator = SplitMix64(seed: 4)
        let handshape = FeatureBlock(.handshape, of: .dominant).inputs
        let location = FeatureBlock(.location, of: .dominant).inputs
        return [
            .standard, .untrained,
            SignMetric(projections: [
                .handshape: projection(handshape, 3, using: &generator),
                .location: projection(location, 2, using: &generator),
            ]),
        ]
    }

    /// The squared distance of two frames in one block: both sides' features times the matrix, times the
    /// importance.
    private static func squared(
        _ a: PreparedTake, _ frame: Int, _ b: PreparedTake, _ other: Int, _ block: FeatureBlock,
        _ metric: SignMetric
    ) -> Double {
        let sides = [(a, frame), (b, other)].map { take, frame -> [Double]? in
            var features: [Double] = []
            for group in block.groups {
                guard take.measures.seen(group)[frame] else { return nil }
                let values = take.measures.values(group)
                features += (0..<group.width).map { Double(values[frame * group.width + $0]) }
            }
            return features
        }
        guard let left = sides[0], let right = sides[1] else {
            return sides[0] == nil && sides[1] == nil ? 0 : Double(ScoringConstants.mismatchCost(block))
        }
        let learned = metric.projections[block.channel].flatMap { $0.inputs == block.inputs ? $0 : nil }
        var sum = 0.0
        if let learned {
            for output in 0..<learned.outputs {
                var difference = 0.0
                for input in 0..<learned.inputs {
                    difference +=
                        (left[input] - right[input])
                        * Double(learned.values[input * learned.outputs + output])
                }
                sum += difference * difference
            }
        } else {
            let factor = Double(ScoringConstants.plainFactor(block))
            for input in left.indices {
                sum += factor * factor * (left[input] - right[input]) * (left[input] - right[input])
            }
        }
        return Double(ScoringConstants.importance(block)) * sum
    }

    @Test("between frames it is the naive weighted distance, missing hands included", arguments: 0..<3)
    func frames(number: Int) throws {
        let metric = Self.metrics()[number]
        let library = try FixtureLibrary.shared.get()
        // One-handed against two-handed, and a recording of the dim room with lost hands.
        let takes = try [
            #require(library.signs["HELLO"]?.takes[0]), #require(library.signs["WANT"]?.takes[1]),
            FixtureLibrary.attempt("hello-dim-room.json"),
        ].map { $0.measured(by: metric) }
        var compared = 0
        for (a, b) in [(takes[0], takes[1]), (takes[2], takes[0]), (takes[2], takes[1])] {
            for frame in stride(from: 0, to: a.clip.frameCount, by: 5) {
                for other in stride(from: 0, to: b.clip.frameCount, by: 7) {
                    for (sequences, blocks) in [
                        ((a.features.aligned, b.features.aligned), ScoringConstants.alignedBlocks),
                        ((a.features.following, b.features.following), ScoringConstants.followingBlocks),
                    ] {
                        var whole = 0.0
                        for (group, block) in blocks.enumerated() {
                            let expected = Self.squared(a, frame, b, other, block, metric)
                            let got = Double(
                                sequences.0.squaredDistance(
                                    frame: frame, to: sequences.1, frame: other, group: group))
                            #expect(abs(got - expected) <= 1e-4 * max(1, expected))
                            whole += expected
                            compared += 1
                        }
                        let got = Double(
                            sequences.0.distance(frame: frame, to: sequences.1, frame: other))
                        #expect(abs(got - whole.squareRoot()) <= 1e-3 * max(1, whole.squareRoot()))
                    }
                }
            }
        }
        #expect(compared > 1000)
    }

    @Test("identical takes are at distance 0 and unlike ones are not", arguments: 0..<3)
    func identical(number: Int) throws {
        let metric = Self.metrics()[number]
        let library = try FixtureLibrary.shared.get()
        let takes = try ["HELLO", "WANT", "NO"].map {
            try #require(library.signs[$0]?.takes[0]).measured(by: metric)
        }
        for (place, take) in takes.enumerated() {
            let own = try TakeComparison(ComparedTake(take), with: ComparedTake(take))
            #expect(own.distance == 0)
            #expect(own.channels.values.allSatisfy { $0 == 0 })
            let other = try TakeComparison(
                ComparedTake(take), with: ComparedTake(takes[(place + 1) % 3]))
            #expect(other.distance > 0.1)
        }
    }

    @Test(
        "a projection is its matrix, in parts or at once, where there is something to project",
        arguments: 0..<40)
    func projection(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let inputs = Int.random(in: 1...30, using: &generator)
        let outputs = Int.random(in: 1...30, using: &generator)
        let frames = Int.random(in: 0...5, using: &generator)
        let map = Self.projection(inputs, outputs, using: &generator)
        let input = (0..<frames * inputs).map { _ in Float.random(in: -2...2, using: &generator) }
        let seen = (0..<frames).map { _ in Int.random(in: 0..<4, using: &generator) > 0 }
        let cut = Int.random(in: 0...inputs, using: &generator)
        var sums = [SIMD4<Float>](repeating: .zero, count: frames * map.columns)
        for (range, first) in [(0..<cut, 0), (cut..<inputs, cut)] {
            map.add(
                (0..<frames).flatMap {
                    input[$0 * inputs + range.lowerBound..<$0 * inputs + range.upperBound]
                },
                width: range.count, from: first, times: 0.3, to: &sums, where: seen)
        }
        for frame in 0..<frames {
            for column in 0..<4 * map.columns {
                var expected: Float = 0
                if seen[frame], column < outputs {
                    for row in 0..<inputs {
                        expected += 0.3 * input[frame * inputs + row] * map.values[row * outputs + column]
                    }
                }
                // Equal to the last bit, since the order of the sum is the same.
                #expect(sums[frame * map.columns + column / 4][column % 4] == expected)
            }
        }
    }

    @Test("weighted features are the naive sums to the last bit", arguments: 0..<3)
    func weighted(number: Int) throws {
        let metric = Self.metrics()[number]
        let library = try FixtureLibrary.shared.get()
        var generator = SplitMix64(seed: 8)
        let hello = try SyntheticSigner(
            profile: .emi, camera: SignerProfile.emi.camera, noise: NoiseModel(), seed: 4
        ).take(of: #require(SignScript.named("WANT"))).clip
        let takes = try [
            #require(library.signs["WANT"]?.takes[1]), FixtureLibrary.attempt("hello-dim-room.json"),
            FixtureLibrary.attempt("where-face.pose"),
            PreparedTake(hello.losingHands(share: 0.5, using: &generator)),
        ]
        for take in takes.map({ $0.measured(by: metric) }) {
            for (sequence, blocks) in [
                (take.features.aligned, ScoringConstants.alignedBlocks),
                (take.features.following, ScoringConstants.followingBlocks),
            ] {
                for frame in 0..<take.clip.frameCount {
                    for (place, block) in blocks.enumerated() {
                        let range = sequence.layout.ranges[place]
                        let got = sequence.values[
                            frame * sequence.layout.dimension..<(frame + 1) * sequence.layout.dimension]
                        let expected = Self.naive(take, frame, block, metric)
                        #expect(sequence.isSeen(place, frame: frame) == (expected != nil))
                        #expect(Array(got)[range].elementsEqual(expected ?? range.map { _ in 0 }))
                    }
                }
            }
        }
    }

    /// The weighted features of a block in a frame, number by number; `nil` if missing.
    private static func naive(
        _ take: PreparedTake, _ frame: Int, _ block: FeatureBlock, _ metric: SignMetric
    ) -> [Float]? {
        var features: [Float] = []
        for group in block.groups {
            guard take.measures.seen(group)[frame] else { return nil }
            features += take.measures.values(group)[frame * group.width..<(frame + 1) * group.width]
        }
        let projection = SignMetric.projection(of: block, in: metric.projections)
        return (0..<projection.outputs).map { output in
            var sum: Float = 0
            for (input, feature) in features.enumerated() {
                sum +=
                    ScoringConstants.importance(block).squareRoot() * feature
                    * projection.values[input * projection.outputs + output]
            }
            return sum
        }
    }

    @Test("a projection of another width is left aside")
    func otherWidth() {
        let block = FeatureBlock(.handshape, of: .dominant)
        let metric = SignMetric(projections: [
            .handshape: Projection(inputs: 1, outputs: 1, values: [1])
        ])
        #expect(
            SignMetric.projection(of: block, in: metric.projections)
                == SignMetric.projection(of: block, in: [:]))
        #expect(
            SignMetric.projection(of: block, in: SignMetric.standard.projections)
                != SignMetric.projection(of: block, in: [:]))
    }
}
