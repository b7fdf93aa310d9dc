import TestSupport
import Alignment
import Testing

@Suite("A known sequence of models against the two-level oracle")
struct SequenceAlignmentTests {
    @Test(
        "the cost is the least there is, and the segments have it", arguments: 0..<40, CostKind.allCases)
    func agreesWithOracle(seed: UInt64, kind: CostKind) throws {
        var generator = SplitMix64(seed: 31 * seed + UInt64(CostKind.allCases.firstIndex(of: kind) ?? 0))
        let rows = Int.random(in: 1...22, using: &generator)
        let models = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                CostMatrix.random(
                    rows: rows, columns: Int.random(in: 1...9, using: &generator), kind, using: &generator)
            }
        }
        let filler = (0..<rows).map { _ in
            kind == .ties ? Float(1) : Float.random(in: 0...2, using: &generator)
        }
        let skips: [Float] = [0, 0.5, 3, 20]
        let skip = skips[Int.random(in: 0..<4, using: &generator)]
        let found = try SequenceAlignment(models: models, filler: filler, skip: skip)
        let doubles = models.map { $0.map(\.doubles) }
        let expected = NaiveSequence.sentence(doubles, filler: filler.map(Double.init), skip: Double(skip))
        #expect(abs(Double(found.cost) - expected) < 1e-3)

        // The segments are in order, and their costs add up to the total.
        #expect(found.segments.count == models.count)
        var total = 0.0
        var end = 0
        for (place, segment) in found.segments.enumerated() {
            guard let segment else {
                total += Double(skip)
                continue
            }
            #expect(segment.frames.lowerBound >= end && !segment.frames.isEmpty)
            total += filler[end..<segment.frames.lowerBound].reduce(0) { $0 + Double($1) }
            let cost = NaiveSequence.cost(doubles[place][segment.template], segment.frames)
            #expect(abs(Double(segment.cost) - cost) < 1e-3)
            total += cost
            end = segment.frames.upperBound
        }
        total += filler[end...].reduce(0) { $0 + Double($1) }
        #expect(abs(total - expected) < 1e-3)
    }

    @Test("a template many times longer than its segment still fits")
    func longTemplate() throws {
        // Frames 4..<8 pass through all 8 states of a template, two states per frame.
        var values = [Float](repeating: 3, count: 12 * 8)
        for (frame, state) in [(4, 0), (5, 2), (6, 4), (7, 6), (8, 7)] { values[frame * 8 + state] = 0 }
        let found = try SequenceAlignment(
            models: [[CostMatrix(rows: 12, columns: 8, values: values)]],
            filler: [Float](repeating: 1, count: 12), skip: 10)
        #expect(found.segments == [.init(template: 0, frames: 4..<9, cost: 0)])
    }

    @Test("without models all frames are fillers, without an error")
    func noModels() throws {
        let found = try SequenceAlignment(models: [], filler: [1, 2, 3], skip: 1)
        #expect(found.segments.isEmpty)
        #expect(found.cost == 6)
    }

    @Test("templates without frames, or of other recordings, are refused")
    func refuses() {
        let empty = CostMatrix(rows: 0, columns: 2, values: [])
        let other = CostMatrix(rows: 2, columns: 1, values: [0, 0])
        #expect(throws: AlignmentError.noFrames) {
            try SequenceAlignment(models: [[empty]], filler: [], skip: 1)
        }
        #expect(throws: AlignmentError.noFrames) {
            try SequenceAlignment(models: [[other]], filler: [1, 1, 1], skip: 1)
        }
    }
}
