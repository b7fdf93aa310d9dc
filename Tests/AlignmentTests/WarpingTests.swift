import TestSupport
import Testing

@testable import Alignment

@Suite("Warping paths, bands and free ends against the double-precision oracle")
struct WarpingTests {
    @Test(
        "the oracle's path step by step where costs are small whole numbers and most paths tie",
        arguments: 0..<300)
    func ties(seed: UInt64) throws {
        var generator = SplitMix64(seed: 1000 + seed)
        let layout = FeatureLayout([.init(width: Int.random(in: 1...20, using: &generator), mismatchCost: 4)])
        let (a, b) = (
            Self.whole(layout, Self.frames(seed, 7, using: &generator), seed, using: &generator),
            Self.whole(layout, Self.frames(seed, 5, using: &generator), seed, using: &generator)
        )
        let options = Self.options(seed, using: &generator)
        let costs = NaiveWarping.costs(a, b)
        // Around 0, whole numbers stay whole, and so do all products and sums.
        let zeros = SharedFloats([Float](repeating: 0, count: layout.dimension))
        for kernel in WarpingKernel.allCases where kernel.runs {
            let path = Result { () throws(AlignmentError) in
                try WarpingPath(aligning: a, with: b, options, centre: zeros, kernel: kernel)
            }
            guard let expected = NaiveWarping.path(costs, options) else {
                #expect(path == .failure(.noFinitePath))
                continue
            }
            let found = try path.get()
            #expect(found.steps == expected.steps)
            #expect(found.weight == expected.weight)
            #expect(Double(found.cost) == expected.cost)
        }
    }

    @Test(
        "as cheap as the oracle's and its steps where no others are, whatever is allowed", arguments: 0..<200)
    func agreesWithOracle(seed: UInt64) throws {
        var generator = SplitMix64(seed: 2000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let missing = [0, 0, 0.1, 0.4][Int(seed % 4)]
        let a = FeatureSequence.random(
            layout, frames: Self.frames(seed, 7, using: &generator), missing: missing, using: &generator)
        let b = FeatureSequence.random(
            layout, frames: Self.frames(seed, 5, using: &generator), missing: seed % 3 == 0 ? 0.2 : 0,
            using: &generator)
        let options = Self.options(seed, using: &generator)
        let costs = NaiveWarping.costs(a, b)
        let expected = try #require(NaiveWarping.path(costs, options))
        let path = try WarpingPath(aligning: a, with: b, options)
        let mean = expected.cost / Double(expected.weight)
        #expect(abs(Double(path.normalisedCost) - mean) <= 1e-4 * max(mean, 1))
        // By the oracle's distances the path is as cheap; another path is accepted only at an equal cost in
        // float32.
        #expect(
            path.steps == expected.steps || path.cost(by: costs) / Double(path.weight) - mean <= 1e-4 * mean)
        for (row, step) in path.steps.map({ ($0.attempt, $0.reference) }) {
            #expect(options.columns(forRow: row, rows: a.frameCount, columns: b.frameCount).contains(step))
        }
        let first = try #require(path.steps.first), last = try #require(path.steps.last)
        #expect(first.reference == 0 && first.attempt <= max(options.freeStart, 0))
        #expect(last.reference == b.frameCount - 1)
        #expect(last.attempt >= a.frameCount - 1 - max(options.freeEnd, 0))
        #expect(path.steps.indices.reduce(0) { $0 + path.weight(ofStep: $1) } == path.weight)
        for (from, to) in zip(path.steps, path.steps.dropFirst()) {
            let (di, dj) = (to.attempt - from.attempt, to.reference - from.reference)
            #expect((0...1).contains(di) && (0...1).contains(dj) && di + dj > 0)
        }
        let portable = try WarpingPath(aligning: a, with: b, options, kernel: .portable)
        #expect(portable == path && portable.cost.bitPattern == path.cost.bitPattern)
    }

    @Test("free ends find a reference inside a longer attempt")
    func freeEnds() throws {
        let attempt = Self.sequence([9, 9, 9, 1, 2, 3, 4, 9, 9])
        let path = try WarpingPath(
            aligning: attempt, with: Self.sequence([1, 2, 3, 4]), WarpingOptions(freeStart: 4, freeEnd: 4))
        #expect(path.steps.first?.attempt == 3)
        #expect(path.steps.last?.attempt == 6)
        #expect(path.cost < 0.01)
    }

    @Test(
        "a take is found wherever in a long stream it begins", arguments: [0, 1, 47, 48, 49, 500, 917, 940])
    func stream(start: Int) throws {
        var generator = SplitMix64(seed: UInt64(start))
        let layout = FeatureLayout([.init(width: 9, mismatchCost: 2), .init(width: 3, mismatchCost: 1)])
        let take = FeatureSequence.random(layout, frames: 60, using: &generator)
        let around = FeatureSequence.random(layout, frames: 940, using: &generator)
        let (values, seen) = (start * layout.dimension, start * layout.groups.count)
        let stream = FeatureSequence(
            layout: layout, frameCount: 1000,
            values: around.values[..<values] + take.values + around.values[values...],
            seen: around.seen[..<seen] + take.seen + around.seen[seen...])
        let path = try WarpingPath(
            aligning: stream, with: take, WarpingOptions(freeStart: 1000, freeEnd: 1000))
        #expect(path.steps == (0..<60).map { .init(attempt: start + $0, reference: $0) })
    }

    @Test(
        "a narrow band still lets some path exist", arguments: [(1, 40), (40, 1), (2, 90), (90, 2), (37, 41)])
    func narrowBand(shape: (Int, Int)) throws {
        let path = try WarpingPath(
            aligning: Self.sequence([Float](repeating: 1, count: shape.0)),
            with: Self.sequence([Float](repeating: 0, count: shape.1)), WarpingOptions(bandShare: 0))
        #expect(path.normalisedCost == 1)
    }

    @Test("a matrix too large for memory is refused")
    func tooLarge() throws {
        let long = Self.sequence([Float](repeating: 0, count: 20_000))
        #expect(throws: AlignmentError.tooLarge(rows: 20_000, columns: 20_000)) {
            try WarpingPath(aligning: long, with: long)
        }
    }

    private static func frames(
        _ seed: UInt64, _ rare: UInt64, using generator: inout SplitMix64
    ) -> Int {
        Int.random(in: 1...(seed % rare == 0 ? 3 : seed % 11 == 0 ? 160 : 45), using: &generator)
    }

    private static func options(_ seed: UInt64, using generator: inout SplitMix64) -> WarpingOptions {
        WarpingOptions(
            bandShare: seed % 3 != 0 ? nil : Double.random(in: 0...0.5, using: &generator),
            freeStart: seed % 4 > 1 ? Int.random(in: -1...200, using: &generator) : 0,
            freeEnd: seed % 4 > 0 ? Int.random(in: -1...200, using: &generator) : 0)
    }

    /// Frames with whole-number distances, many equal, with gaps, and some infinitely far from all others.
    private static func whole(
        _ layout: FeatureLayout, _ frames: Int, _ seed: UInt64, using generator: inout SplitMix64
    ) -> FeatureSequence {
        FeatureSequence(
            layout: layout, frameCount: frames,
            values: (0..<frames * layout.dimension).map { place in
                if place % layout.dimension > 0 { return 0 }
                let isBad = seed % 5 == 0 && Int.random(in: 0..<30, using: &generator) == 0
                return isBad ? .nan : Float(Int.random(in: 0...2, using: &generator))
            },
            seen: (0..<frames).map { _ in seed % 2 == 0 || Int.random(in: 0..<4, using: &generator) > 0 })
    }

    private static func sequence(_ values: [Float]) -> FeatureSequence {
        FeatureSequence(
            layout: FeatureLayout([.init(width: 1, mismatchCost: 1)]), frameCount: values.count,
            values: values, seen: [Bool](repeating: true, count: values.count))
    }
}
