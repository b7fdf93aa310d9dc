import TestSupport
import Alignment
import Testing

@Suite("Cost matrix by matrix product")
struct CostMatrixTests {
    @Test("agrees with direct differences in double precision", arguments: 0..<60)
    func agreesWithOracle(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let layout = FeatureLayout.random(using: &generator)
        let a = FeatureSequence.random(
            layout, frames: Int.random(in: 1...40, using: &generator), using: &generator)
        let b = FeatureSequence.random(
            layout, frames: Int.random(in: 1...40, using: &generator), using: &generator)
        let matrix = try CostMatrix(attempt: a, reference: b)
        let expected = NaiveWarping.costs(a, b)
        for i in 0..<a.frameCount {
            for j in 0..<b.frameCount {
                let got = Double(matrix.values[i * matrix.columns + j])
                // The expansion loses half the digits near 0: the square is accurate to 1e-5 of the features'
                // size.
                #expect(abs(got * got - expected[i][j] * expected[i][j]) < 1e-3)
            }
        }
    }

    @Test("direct differences are exact where frames are equal")
    func directDifferenceIsExact() {
        var generator = SplitMix64(seed: 5)
        let layout = FeatureLayout.random(using: &generator)
        let a = FeatureSequence.random(layout, frames: 30, using: &generator)
        for frame in 0..<a.frameCount { #expect(a.distance(frame: frame, to: a, frame: frame) == 0) }
    }

    @Test(
        "a frame that is not finite costs infinity and spoils no other",
        arguments: [Float.nan, .infinity, -.infinity])
    func notFinite(bad: Float) throws {
        var generator = SplitMix64(seed: 9)
        let layout = FeatureLayout([.init(width: 3, mismatchCost: 1), .init(width: 2, mismatchCost: 1)])
        let b = FeatureSequence.random(layout, frames: 7, missing: 0.3, using: &generator)
        let clean = FeatureSequence.random(layout, frames: 6, missing: 0, using: &generator)
        var values = clean.values
        values[2 * layout.dimension + 1] = bad
        let a = FeatureSequence(layout: layout, frameCount: 6, values: values, seen: clean.seen)
        for (left, right, flipped) in [(a, b, false), (b, a, true)] {
            let matrix = try CostMatrix(attempt: left, reference: right)
            for i in 0..<matrix.rows {
                for j in 0..<matrix.columns {
                    let isBad = (flipped ? j : i) == 2
                    #expect(matrix.values[i * matrix.columns + j].isFinite != isBad)
                }
            }
        }
    }

    @Test("a group missing on both sides costs nothing, on one side its mismatch cost")
    func missing() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 9)])
        let gone = FeatureSequence(layout: layout, frameCount: 1, values: [.nan], seen: [false])
        let there = FeatureSequence(layout: layout, frameCount: 1, values: [5], seen: [true])
        #expect(try CostMatrix(attempt: gone, reference: gone).values == [0])
        #expect(try CostMatrix(attempt: gone, reference: there).values == [3])
        #expect(try CostMatrix(attempt: there, reference: gone).values == [3])
    }

    @Test("sequences that cannot be aligned are refused")
    func refuses() {
        let one = FeatureLayout([.init(width: 1, mismatchCost: 1)])
        let two = FeatureLayout([.init(width: 2, mismatchCost: 1)])
        let a = FeatureSequence(layout: one, frameCount: 1, values: [0], seen: [true])
        let b = FeatureSequence(layout: two, frameCount: 1, values: [0, 0], seen: [true])
        let empty = FeatureSequence(layout: one, frameCount: 0, values: [], seen: [])
        #expect(throws: AlignmentError.differentLayouts) { try CostMatrix(attempt: a, reference: b) }
        #expect(throws: AlignmentError.noFrames) { try CostMatrix(attempt: a, reference: empty) }
        let long = FeatureSequence(
            layout: one, frameCount: 20_000, values: [Float](repeating: 0, count: 20_000),
            seen: [Bool](repeating: true, count: 20_000))
        #expect(throws: AlignmentError.tooLarge(rows: 20_000, columns: 20_000)) {
            try CostMatrix(attempt: long, reference: long)
        }
    }
}
