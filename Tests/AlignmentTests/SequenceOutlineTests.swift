import TestSupport
import CWarping
import Testing

@testable import Alignment

@Suite("Outlines against what they stand for")
struct SequenceOutlineTests {
    @Test("each lane's bound is the naive one, and at most the oracle's cost of a path", arguments: 0..<120)
    func bound(seed: UInt64) throws {
        var generator = SplitMix64(seed: 8000 + seed)
        let layout = FeatureLayout.random(using: &generator)
        let missing = [0, 0.05, 0.5][Int(seed % 3)]
        func next() -> FeatureSequence {
            .random(
                layout, frames: Int.random(in: 1...(seed % 4 == 0 ? 5 : 40), using: &generator),
                missing: missing, using: &generator)
        }
        let attempt = next()
        var references = (0..<15).map { _ in next() }
        references.append(attempt)
        let own = SequenceOutline(
            attempt, stretches: Int.random(in: 1...attempt.frameCount, using: &generator))
        let found = Self.costs(own, references.map { SequenceOutline($0, stretches: 8) }, layout)
        for (reference, cost) in zip(references, found) {
            let naive = Self.naive(own, SequenceOutline(reference, stretches: 8), layout.dimension)
            #expect(abs(Double(cost) - naive) <= 1e-5 * max(naive, 1))
            let path = try #require(NaiveWarping.path(NaiveWarping.costs(attempt, reference)))
            #expect(Double(cost) <= path.cost * (1 + 1e-5))
        }
        #expect(found[15] == 0)
    }

    @Test("the boxes of single frames, one after the other, tell what is far")
    func isTight() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 1)])
        func sequence(_ values: [Float]) -> FeatureSequence {
            FeatureSequence(
                layout: layout, frameCount: values.count, values: values,
                seen: [Bool](repeating: true, count: values.count))
        }
        let rising = sequence([0, 1, 2, 3, 4, 5, 6, 7])
        let falling = sequence([7, 6, 5, 4, 3, 2, 1, 0])
        let costs = Self.costs(
            SequenceOutline(rising, stretches: 8),
            [SequenceOutline(rising, stretches: 8), SequenceOutline(falling, stretches: 8)], layout)
        // In any order each frame would find its like: only in order are they far.
        #expect(costs[0] == 0 && costs[1] > 20)
    }

    @Test(
        "a frame without a group says nothing there, and one with a number that is not finite nothing at all")
    func gaps() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 1), .init(width: 1, mismatchCost: 1)])
        let values: [Float] = [0, 5, .nan, 6, 1, 7]
        let outline = SequenceOutline(
            FeatureSequence(
                layout: layout, frameCount: 3, values: values, seen: [true, true, true, true, true, false]),
            stretches: 1)
        #expect(outline.frames == [3])
        #expect(outline.boxes == [0, 1, -.infinity, .infinity])
    }

    /// The bounds to up to sixteen references, alike by every kernel.
    private static func costs(
        _ own: SequenceOutline, _ references: [SequenceOutline], _ layout: FeatureLayout
    ) -> [Float] {
        let outlines = SharedFloats(count: SequenceOutline.floats(dimension: layout.dimension))
        for lane in 0..<16 {
            references[min(lane, references.count - 1)].store(to: outlines.floats, lane: lane)
        }
        let all = WarpingKernel.allCases.map { kernel in
            [Float](unsafeUninitializedCapacity: 16) { costs, count in
                kernel.functions.pointee.outline(
                    layout.dimension, own.boxes, own.frames, own.frames.count, outlines.floats,
                    costs.baseAddress)
                count = 16
            }
        }
        #expect(all[0].map(\.bitPattern) == all[1].map(\.bitPattern))
        return Array(all[0].prefix(references.count))
    }

    /// The least over all ways in order, by rows and by columns, in double precision: as one would write it down.
    private static func naive(_ own: SequenceOutline, _ other: SequenceOutline, _ dimension: Int) -> Double {
        let apart = own.frames.indices.map { i in
            other.frames.indices.map { s in
                (0..<dimension).reduce(0.0) { sum, k in
                    let (a, b) = ((i * dimension + k) * 2, (s * dimension + k) * 2)
                    let gap = max(
                        Double(own.boxes[a]) - Double(other.boxes[b + 1]),
                        Double(other.boxes[b]) - Double(own.boxes[a + 1]), 0)
                    return sum + gap * gap
                }.squareRoot()
            }
        }
        let turned = other.frames.indices.map { s in own.frames.indices.map { apart[$0][s] } }
        return inOrder(apart, own.frames) + inOrder(turned, other.frames)
    }

    /// The least weighted sum of one number a row, their columns never decreasing.
    private static func inOrder(_ apart: [[Double]], _ weights: [Float]) -> Double {
        var best = [Double](repeating: 0, count: apart[0].count)
        for (row, weight) in zip(apart, weights) {
            best = row.indices.map { column in
                Double(weight) * row[column] + (best[...column].min() ?? 0)
            }
        }
        return best.min() ?? 0
    }
}
