import Alignment
import Testing

@Suite("Dynamic time warping against the double-precision oracle")
struct WarpingTests {
    @Test("same path and distance over random shapes, bands and free ends", arguments: 0..<300)
    func agreesWithOracle(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 1000 + seed)
        let rows = Int.random(in: 1...(seed % 7 == 0 ? 3 : 45), using: &generator)
        let columns = Int.random(in: 1...(seed % 5 == 0 ? 3 : 45), using: &generator)
        let values = (0..<rows * columns).map { _ in
            Double.random(in: 0..<1, using: &generator) < 0.02 && seed % 3 == 0
                ? Float.infinity : Float.random(in: 0...4, using: &generator)
        }
        let options = WarpingOptions(
            bandShare: seed % 2 == 0 ? nil : Double.random(in: 0...0.5, using: &generator),
            freeStart: seed % 4 == 0 ? Int.random(in: 0...20, using: &generator) : 0,
            freeEnd: seed % 4 == 1 || seed % 8 == 0 ? Int.random(in: 0...20, using: &generator) : 0)
        let matrix = CostMatrix(rows: rows, columns: columns, values: values)
        let costs = (0..<rows).map { i in (0..<columns).map { Double(values[i * columns + $0]) } }
        guard let expected = NaiveWarping.path(costs, options) else {
            #expect(throws: AlignmentError.noFinitePath) { try matrix.path(options) }
            return
        }
        let path = try matrix.path(options)
        #expect(path.steps == expected.steps)
        #expect(path.weight == expected.weight)
        #expect(abs(Double(path.cost) - expected.cost) <= 1e-4 * max(expected.cost, 1e-6))
    }

    @Test("whole way from features: distance to 1e-4 of the oracle's", arguments: 0..<40)
    func fromFeatures(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 77 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let a = FeatureSequence.random(
            layout, frames: Int.random(in: 1...60, using: &generator), using: &generator)
        let b = FeatureSequence.random(
            layout, frames: Int.random(in: 1...60, using: &generator), using: &generator)
        let path = try CostMatrix(attempt: a, reference: b).path()
        let expected = try #require(NaiveWarping.path(NaiveWarping.costs(a, b)))
        #expect(abs(Double(path.cost) - expected.cost) <= 1e-4 * max(expected.cost, 1))
        // What the path says, summed again by direct difference, is the same cost.
        var again = 0.0
        for (index, step) in path.steps.enumerated() {
            again +=
                Double(path.weight(ofStep: index))
                * Double(a.distance(frame: step.attempt, to: b, frame: step.reference))
        }
        #expect(abs(again - expected.cost) <= 1e-3 * max(expected.cost, 1))
    }

    @Test("a path is monotone, continuous and ends in the corners", arguments: 0..<30)
    func isWarpingPath(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = Int.random(in: 1...30, using: &generator)
        let columns = Int.random(in: 1...30, using: &generator)
        let values = (0..<rows * columns).map { _ in Float.random(in: 0...1, using: &generator) }
        let path = try CostMatrix(rows: rows, columns: columns, values: values).path()
        #expect(path.steps.first == .init(attempt: 0, reference: 0))
        #expect(path.steps.last == .init(attempt: rows - 1, reference: columns - 1))
        #expect(path.steps.indices.reduce(0) { $0 + path.weight(ofStep: $1) } == path.weight)
        for (from, to) in zip(path.steps, path.steps.dropFirst()) {
            let (di, dj) = (to.attempt - from.attempt, to.reference - from.reference)
            #expect((0...1).contains(di) && (0...1).contains(dj) && di + dj > 0)
        }
    }

    @Test("free ends find a reference inside a longer attempt")
    func freeEnds() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 1)])
        func sequence(_ values: [Float]) -> FeatureSequence {
            FeatureSequence(
                layout: layout, frameCount: values.count, values: values,
                seen: [Bool](repeating: true, count: values.count))
        }
        let attempt = sequence([9, 9, 9, 1, 2, 3, 4, 9, 9])
        let reference = sequence([1, 2, 3, 4])
        let path = try CostMatrix(attempt: attempt, reference: reference)
            .path(WarpingOptions(freeStart: 4, freeEnd: 4))
        #expect(path.steps.first?.attempt == 3)
        #expect(path.steps.last?.attempt == 6)
        #expect(path.cost < 0.01)
    }

    @Test(
        "a narrow band still lets some path exist", arguments: [(1, 40), (40, 1), (2, 90), (90, 2), (37, 41)])
    func narrowBand(shape: (Int, Int)) throws {
        let values = [Float](repeating: 1, count: shape.0 * shape.1)
        let path = try CostMatrix(rows: shape.0, columns: shape.1, values: values)
            .path(WarpingOptions(bandShare: 0))
        #expect(path.normalisedCost == 1)
    }
}
