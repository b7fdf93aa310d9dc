import Alignment
import Landmarks
import SyntheticSigner
import TestSupport
import Testing

@testable import Scoring

/// The search for the nearest take beside comparing every one, over random choices of takes and attempts.
@Suite("The nearest take by bounds")
struct NearestTakeTests {
    /// The takes of the fixtures by their glosses, in one order.
    private static func takes() throws -> [PreparedTake] {
        try FixtureLibrary.shared.get().signs.sorted { $0.key < $1.key }.flatMap(\.value.takes)
    }

    /// An attempt of the fixtures; every third lost its body.
    private static func attempt(_ generator: inout SplitMix64) throws -> PreparedTake {
        let files = [
            "hello.json", "hello-reversed.pose", "help.pose", "want-too-low.pose", "please-mirrored.pose",
        ]
        let file = FixtureLibrary.folder.appending(path: "attempts/\(generator.pick(files))").path
        let clip = try LandmarkReader().read(path: file)
        return try PreparedTake(generator.pick([clip, clip, clip.without(.pose) { _ in true }]))
    }

    @Test(
        "no bound is above its distance, with and without embeddings, a body and a place", arguments: 0..<30)
    func bounds(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let metric = generator.pick([SignMetric.standard, .untrained])
        let attempt = ComparedTake(try Self.attempt(&generator).measured(by: metric))
        let takes = try Self.takes().shuffled(using: &generator).prefix(20).map {
            ComparedTake($0.measured(by: metric))
        }
        let bounds = try TakeBounds(takes).least(to: attempt)
        #expect(try TakeBounds(takes).least(to: attempt, threads: 3) == bounds)
        for (take, bound) in zip(takes, bounds) {
            let distance = try TakeComparison(attempt, with: take).distance
            #expect(bound <= distance)
            #expect(attempt.leastDistance(to: take) <= bound)
        }
    }

    @Test("is the first of the nearest, however tight the bounds are", arguments: 0..<60)
    func nearest(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let attempt = ComparedTake(try Self.attempt(&generator))
        // Some takes twice, so that there are equal distances.
        let all = try Self.takes().map { ComparedTake($0) }
        let takes = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            generator.pick(Array(all.prefix(Int.random(in: 1...all.count, using: &generator))))
        }
        var best: (place: Int, distance: Double, aligned: Double)?
        var distances: [Double] = []
        for (place, take) in takes.enumerated() {
            let comparison = try TakeComparison(attempt, with: take)
            distances.append(comparison.distance)
            if comparison.distance < best?.distance ?? .infinity {
                best = (place, comparison.distance, comparison.aligned)
            }
        }
        let expected = try #require(best)
        let random = distances.map { $0 * Double.random(in: 0...1, using: &generator) }
        for bounds in [
            [Double](repeating: 0, count: takes.count), random, distances,
            try TakeBounds(takes).least(to: attempt),
        ] {
            let found = try NearestTake(to: attempt, among: takes, bounds: bounds)
            #expect(
                (found.place, found.distance, found.aligned)
                    == (expected.place, expected.distance, expected.aligned))
        }
        let whole = try SignComparison(attempt, with: takes)
        #expect(whole.nearest.place == expected.place && whole.nearest.distance == expected.distance)
    }

    @Test("signs compared together are those compared one by one", arguments: 0..<10)
    func together(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let attempt = try Self.attempt(&generator)
        let signs = try FixtureLibrary.shared.get().signs.sorted { $0.key < $1.key }.map(\.value)
            .shuffled(using: &generator).prefix(Int.random(in: 0...20, using: &generator))
        let compared = try WordScorer.ComparedSigns(Array(signs), threads: 2)
        let comparisons = try WordScorer().comparisons(attempt, to: compared)
        #expect(comparisons.count == signs.count)
        for (comparison, sign) in zip(comparisons, signs) {
            #expect(
                try comparison.relative(beside: .unknown) == WordScorer().distance(attempt, to: sign))
            let whole = try SignComparison(ComparedTake(attempt), with: sign.compared)
            #expect(comparison.nearestSigner == sign.takes[whole.nearest.place].signer)
            #expect(comparison.overTypical == whole.nearest.distance / sign.calibration.distance)
        }
    }

    @Test("without a take there is none, and one metric's takes are no other's")
    func errors() throws {
        let takes = try Self.takes()
        let attempt = ComparedTake(takes[0])
        #expect(throws: AlignmentError.noFrames) {
            try NearestTake(to: attempt, among: [], bounds: [])
        }
        let other = ComparedTake(takes[0].measured(by: .untrained))
        #expect(throws: AlignmentError.differentLayouts) {
            try NearestTake(to: attempt, among: [other, other], bounds: [0, 0])
        }
        #expect(throws: AlignmentError.differentLayouts) { try TakeBounds([attempt, other]) }
        // A take that cannot be aligned hides none that can.
        #expect(
            try NearestTake(to: attempt, among: [other, attempt], bounds: [0, 0]).place == 1)
    }
}
