import TestSupport
import Testing

@testable import Alignment

@Suite("Fused kernels against the double-precision oracle and each other")
struct FusedAlignmentTests {
    @Test("one pair gives a path, and the oracle's distance to 1e-4", arguments: 0..<120)
    func pair(seed: UInt64) throws {
        var generator = SplitMix64(seed: 4000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let (a, b) = Self.sequences(layout, seed: seed, using: &generator)
        for kernel in WarpingKernel.allCases where kernel.runs {
            let path = try WarpingPath(aligning: a, with: b, kernel: kernel)
            let costs = NaiveWarping.costs(a, b)
            let expected = try #require(NaiveWarping.path(costs))
            #expect(abs(Double(path.cost) - expected.cost) <= 1e-4 * max(expected.cost, 1))
            #expect(path.weight == expected.weight)
            // The steps form a path, and its cost equals its cost by direct difference.
            #expect(path.steps.first == .init(attempt: 0, reference: 0))
            #expect(path.steps.last == .init(attempt: a.frameCount - 1, reference: b.frameCount - 1))
            #expect(abs(path.cost(by: costs) - expected.cost) <= 1e-3 * max(expected.cost, 1))
        }
    }

    @Test("the path is the oracle's where no other is nearly as cheap", arguments: 0..<60)
    func path(seed: UInt64) throws {
        var generator = SplitMix64(seed: 5000 + seed)
        let layout = FeatureLayout([
            .init(width: Int.random(in: 1...40, using: &generator), mismatchCost: 2),
            .init(width: Int.random(in: 1...9, using: &generator), mismatchCost: 1),
        ])
        let missing = seed % 2 == 0 ? 0 : 0.2
        let a = FeatureSequence.random(
            layout, frames: Int.random(in: 1...50, using: &generator), missing: missing, using: &generator)
        let b = FeatureSequence.random(
            layout, frames: Int.random(in: 1...50, using: &generator), missing: missing, using: &generator)
        let costs = NaiveWarping.costs(a, b)
        let expected = try #require(NaiveWarping.path(costs))
        let path = try WarpingPath(aligning: a, with: b)
        // Another path is accepted only at an equal cost in float32.
        #expect(path.steps == expected.steps || path.cost(by: costs) - expected.cost <= 1e-5 * expected.cost)
    }

    @Test(
        "AVX2 gives the bits of any machine",
        .enabled(if: WarpingKernel.avx2.runs, "this machine has no AVX2"), arguments: 0..<80)
    func avx2(seed: UInt64) throws { try Self.expectPortableBits(.avx2, seed: seed) }

    @Test(
        "AVX-512 gives the bits of any machine",
        .enabled(if: WarpingKernel.avx512.runs, "this machine has no AVX-512"), arguments: 0..<80)
    func avx512(seed: UInt64) throws { try Self.expectPortableBits(.avx512, seed: seed) }

    private static func expectPortableBits(_ kernel: WarpingKernel, seed: UInt64) throws {
        var generator = SplitMix64(seed: 6000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let (a, b) = Self.sequences(layout, seed: seed, using: &generator)
        let library = (0..<20).map { _ in
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...30, using: &generator), using: &generator)
        }
        func results(_ kernel: WarpingKernel) throws -> (path: WarpingPath, distances: [UInt32]) {
            let path = try WarpingPath(aligning: a, with: b, kernel: kernel)
            let packed = try PackedSequences(library, kernel: kernel)
            return (
                path,
                try packed.distances(to: a, threads: 1, kernel: kernel).map(\.bitPattern)
            )
        }
        let (own, portable) = (try results(kernel), try results(.portable))
        #expect(own.path == portable.path)
        #expect(own.path.cost.bitPattern == portable.path.cost.bitPattern)
        #expect(own.distances == portable.distances)
    }

    @Test("sixteen at a time, every distance is the oracle's on any number of threads", arguments: 0..<40)
    func scan(seed: UInt64) throws {
        var generator = SplitMix64(seed: 7000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let missing = [0, 0.1, 0.6][Int(seed % 3)]
        let library = (0..<Int.random(in: 1...70, using: &generator)).map { _ in
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...25, using: &generator), missing: missing, using: &generator
            )
        }
        let attempt = FeatureSequence.random(
            layout, frames: Int.random(in: 1...25, using: &generator), missing: seed % 2 == 0 ? 0 : 0.3,
            using: &generator)
        let packed = try PackedSequences(library)
        let distances = try packed.distances(to: attempt)
        #expect(packed.count == library.count && distances.count == library.count)
        for (reference, distance) in zip(library, distances) {
            let expected = try #require(NaiveWarping.path(NaiveWarping.costs(attempt, reference)))
            let mean = expected.cost / Double(expected.weight)
            #expect(abs(Double(distance) - mean) <= 1e-4 * max(mean, 1))
        }
        // The lower bound is at most the oracle's distance, and close to it.
        for (least, reference) in zip(try packed.leastDistances(to: attempt), library) {
            let expected = try #require(NaiveWarping.path(NaiveWarping.costs(attempt, reference)))
            let mean = expected.cost / Double(expected.weight)
            #expect(least <= mean && least >= mean - 0.15)
        }
        let some = Int.random(in: 0...library.count, using: &generator)..<library.count
        #expect(try packed.distances(to: attempt, among: some) == Array(distances[some]))
        #expect(try packed.distances(to: attempt, threads: 2) == distances)
        #expect(try packed.distances(to: attempt, threads: 5) == distances)
    }

    @Test(
        "a frame that is not finite, or too large to be squared, spoils its own sequence and no other",
        arguments: [Float.nan, .infinity, -.infinity, 1e19, -3e38])
    func notFinite(bad: Float) throws {
        var generator = SplitMix64(seed: 11)
        let layout = FeatureLayout([.init(width: 9, mismatchCost: 1), .init(width: 2, mismatchCost: 1)])
        let clean = (0..<20).map { _ in
            FeatureSequence.random(layout, frames: 7, missing: 0.3, using: &generator)
        }
        let whole = FeatureSequence.random(layout, frames: 6, missing: 0, using: &generator)
        for place in [0, 8, 10, 2 * layout.dimension + 4, 5 * layout.dimension + 10] {
            var values = whole.values
            values[place] = bad
            let spoilt = FeatureSequence(layout: layout, frameCount: 6, values: values, seen: whole.seen)
            for kernel in WarpingKernel.allCases where kernel.runs {
                #expect(throws: AlignmentError.noFinitePath) {
                    try WarpingPath(aligning: spoilt, with: clean[0], kernel: kernel)
                }
                #expect(throws: AlignmentError.noFinitePath) {
                    try WarpingPath(aligning: clean[0], with: spoilt, kernel: kernel)
                }
                let packed = try PackedSequences(clean + [spoilt], kernel: kernel)
                let distances = try packed.distances(to: clean[3], threads: 1, kernel: kernel)
                #expect(distances.last == .infinity)
                let expected = try PackedSequences(clean, kernel: kernel)
                    .distances(to: clean[3], threads: 1, kernel: kernel)
                for (got, want) in zip(distances, expected) { #expect(abs(got - want) < 1e-3 * max(want, 1)) }
            }
        }
    }

    @Test("a group missing on both sides costs nothing, on one side its mismatch cost")
    func missing() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 9)])
        let gone = FeatureSequence(layout: layout, frameCount: 1, values: [.nan], seen: [false])
        let there = FeatureSequence(layout: layout, frameCount: 1, values: [5], seen: [true])
        for (a, b, distance) in [
            (gone, gone, Float(0)), (gone, there, 3), (there, gone, 3), (there, there, 0),
        ] {
            #expect(try WarpingPath(aligning: a, with: b).normalisedCost == distance)
            #expect(try PackedSequences([b]).distances(to: a) == [distance])
        }
    }

    @Test("rows beyond the cache have the oracle's cost")
    func large() throws {
        var generator = SplitMix64(seed: 3)
        let layout = FeatureLayout([.init(width: 3, mismatchCost: 1)])
        let a = FeatureSequence.random(layout, frames: 500, using: &generator)
        let b = FeatureSequence.random(layout, frames: 40, using: &generator)
        let expected = try #require(NaiveWarping.path(NaiveWarping.costs(a, b)))
        let path = try WarpingPath(aligning: a, with: b)
        #expect(abs(Double(path.cost) - expected.cost) <= 1e-4 * expected.cost)
    }

    @Test("sequences that cannot be aligned are refused")
    func refuses() throws {
        let one = FeatureLayout([.init(width: 1, mismatchCost: 1)])
        let two = FeatureLayout([.init(width: 2, mismatchCost: 1)])
        let a = FeatureSequence(layout: one, frameCount: 1, values: [0], seen: [true])
        let b = FeatureSequence(layout: two, frameCount: 1, values: [0, 0], seen: [true])
        let empty = FeatureSequence(layout: one, frameCount: 0, values: [], seen: [])
        #expect(throws: AlignmentError.differentLayouts) { try WarpingPath(aligning: a, with: b) }
        #expect(throws: AlignmentError.noFrames) { try WarpingPath(aligning: a, with: empty) }
        #expect(throws: AlignmentError.noFrames) { try WarpingPath(aligning: empty, with: a) }
        #expect(throws: AlignmentError.differentLayouts) { try PackedSequences([a, b]) }
        #expect(throws: AlignmentError.noFrames) { try PackedSequences([a, empty]) }
        let packed = try PackedSequences([a])
        #expect(throws: AlignmentError.differentLayouts) { try packed.distances(to: b) }
        #expect(throws: AlignmentError.noFrames) { try packed.distances(to: empty) }
        #expect(try PackedSequences([]).distances(to: a).isEmpty)
        #expect(try PackedSequences([]).leastDistances(to: a).isEmpty)
        let nothing = FeatureLayout([])
        let bare = FeatureSequence(layout: nothing, frameCount: 2, values: [], seen: [])
        #expect(try WarpingPath(aligning: bare, with: bare).cost == 0)
    }

    /// Two random sequences of ordinary and extreme lengths, with gaps in either, both or none.
    private static func sequences(
        _ layout: FeatureLayout, seed: UInt64, using generator: inout SplitMix64
    ) -> (FeatureSequence, FeatureSequence) {
        let longest = [3, 20, 60, 120][Int(seed % 4)]
        let gaps = [(0.0, 0.0), (0.2, 0.0), (0.0, 0.2), (0.2, 0.2)][Int(seed / 4 % 4)]
        return (
            .random(
                layout, frames: Int.random(in: 1...longest, using: &generator), missing: gaps.0,
                using: &generator),
            .random(
                layout, frames: Int.random(in: 1...longest, using: &generator), missing: gaps.1,
                using: &generator)
        )
    }
}
