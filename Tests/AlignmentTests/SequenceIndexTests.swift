import TestSupport
import Foundation
import Testing

@testable import Alignment

@Suite("The nearest of a library against aligning every sequence")
struct SequenceIndexTests {
    @Test("the same answer as the full scan, on any number of threads and directions", arguments: 0..<40)
    func exact(seed: UInt64) throws {
        var generator = SplitMix64(seed: 9000 + seed)
        let library = Library(seed: seed, using: &generator)
        let index = try SequenceIndex(library.labelled, dimensions: Int.random(in: 1...12, using: &generator))
        #expect(index.count == library.sequences.count)
        for attempt in library.attempts {
            let expected = try Self.fullScan(library.sequences, attempt)
            for wanted in [1, 5, library.sequences.count + 3] {
                let matches = try index.nearest(wanted, to: attempt)
                #expect(matches == Array(expected.prefix(wanted)))
                #expect(try index.nearest(wanted, to: attempt, threads: 3) == matches)
            }
        }
    }

    @Test(
        "distances are the double-precision oracle's to 1e-4, and 0 for the sequence itself", arguments: 0..<8
    )
    func distances(seed: UInt64) throws {
        var generator = SplitMix64(seed: 9500 + seed)
        let library = Library(seed: seed, using: &generator)
        let index = try SequenceIndex(library.labelled)
        let attempt = library.attempts[0]
        let matches = try index.nearest(library.sequences.count, to: attempt)
        #expect(matches.count == library.sequences.count)
        for match in matches {
            let costs = NaiveWarping.costs(attempt, library.sequences[match.sequence])
            let expected = try #require(NaiveWarping.path(costs))
            let mean = expected.cost / Double(expected.weight)
            #expect(abs(match.distance - mean) <= 1e-4 * max(mean, 1e-2))
        }
        let own = try index.nearest(1, to: library.sequences[7])
        #expect(own.first?.distance == 0)
    }

    @Test("most of a library of unlike signs is never aligned")
    func prunes() throws {
        var generator = SplitMix64(seed: 12)
        let layout = FeatureLayout([.init(width: 40, mismatchCost: 3), .init(width: 10, mismatchCost: 1)])
        // 20 signs, of which 30 takes each wander a little.
        var sequences: [FeatureSequence] = []
        for _ in 0..<20 {
            let sign = FeatureSequence.random(
                layout, frames: 30, missing: 0, offset: 0, using: &generator)
            let shift = (0..<50).map { _ in Float.random(in: -3...3, using: &generator) }
            for _ in 0..<30 {
                let values = sign.values.enumerated().map {
                    $1 + shift[$0 % 50] + Float.random(in: -0.1...0.1, using: &generator)
                }
                sequences.append(
                    FeatureSequence(layout: layout, frameCount: 30, values: values, seen: sign.seen))
            }
        }
        let index = try SequenceIndex(sequences.map { ("", $0) })
        for place in stride(from: 0, to: 600, by: 37) {
            let search = try index.search(5, sequences[place], threads: 1)
            #expect(search.matches == Array(try Self.fullScan(sequences, sequences[place]).prefix(5)))
            #expect(search.scanned < 300 && search.aligned < 60)
        }
    }

    @Test("later batches, scanned against what the first found, lose nothing")
    func batches() throws {
        var generator = SplitMix64(seed: 13)
        let layout = FeatureLayout([.init(width: 3, mismatchCost: 1)])
        let sequences = (0..<2500).map { _ in
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...9, using: &generator), missing: 0.05, using: &generator)
        }
        let index = try SequenceIndex(sequences.map { ("", $0) }, dimensions: 2)
        for place in [3, 1200, 2499] {
            let expected = try Self.fullScan(sequences, sequences[place])
            #expect(try index.nearest(5, to: sequences[place]) == Array(expected.prefix(5)))
            #expect(try index.nearest(7, to: sequences[place], threads: 2) == Array(expected.prefix(7)))
        }
    }

    @Test("a sequence that cannot be aligned is no match, and hides no other")
    func notFinite() throws {
        var generator = SplitMix64(seed: 14)
        let layout = FeatureLayout([.init(width: 4, mismatchCost: 1)])
        var sequences = (0..<40).map { _ in FeatureSequence.random(layout, frames: 6, using: &generator) }
        for bad in [Float.nan, .infinity, 1e25] {
            var values = sequences[5].values
            values[9] = bad
            sequences.append(
                FeatureSequence(
                    layout: layout, frameCount: 6, values: values,
                    seen: [Bool](repeating: true, count: 6)))
        }
        let index = try SequenceIndex(sequences.map { ("", $0) })
        let matches = try index.nearest(50, to: sequences[0])
        #expect(matches == (try Self.fullScan(sequences, sequences[0])))
        #expect(matches.count == 40)
        #expect(try index.nearest(3, to: sequences[41]).isEmpty)
    }

    @Test("refuses what it cannot search")
    func refuses() throws {
        let layout = FeatureLayout([.init(width: 1, mismatchCost: 1)])
        let other = FeatureLayout([.init(width: 2, mismatchCost: 1)])
        let a = FeatureSequence(layout: layout, frameCount: 1, values: [0], seen: [true])
        let b = FeatureSequence(layout: other, frameCount: 1, values: [0, 0], seen: [true])
        let empty = FeatureSequence(layout: layout, frameCount: 0, values: [], seen: [])
        #expect(throws: AlignmentError.differentLayouts) { try SequenceIndex([("a", a), ("b", b)]) }
        #expect(throws: AlignmentError.noFrames) { try SequenceIndex([("a", a), ("b", empty)]) }
        let index = try SequenceIndex([("a", a)])
        #expect(throws: AlignmentError.differentLayouts) { try index.nearest(1, to: b) }
        #expect(throws: AlignmentError.noFrames) { try index.nearest(1, to: empty) }
        #expect(try index.nearest(0, to: a).isEmpty)
        #expect(try SequenceIndex([]).nearest(3, to: a).isEmpty)
    }

    /// Every sequence aligned, best first.
    static func fullScan(
        _ sequences: [FeatureSequence], _ attempt: FeatureSequence
    ) throws -> [SequenceIndex.Match] {
        let centre = SharedFloats(sequences.centre(attempt.layout))
        let rows = PackedRows(attempt, centre: centre, kernel: .best)
        return sequences.enumerated().compactMap { place, sequence -> SequenceIndex.Match? in
            let alignment = FusedAlignment(
                layout: attempt.layout, rows: attempt.frameCount, columns: sequence.frameCount,
                kernel: .best)
            let distance = attempt.withWarpingFrames { frames in
                sequence.withWarpingFrames {
                    try? alignment.distance(rows, from: frames, $0, centre: centre)
                }
            }
            return distance.map { SequenceIndex.Match(sequence: place, distance: $0) }
        }.sorted { ($0.distance, $0.sequence) < ($1.distance, $1.sequence) }
    }

    /// A random library with doubles and near doubles in it, and attempts from it and from elsewhere.
    struct Library {
        var sequences: [FeatureSequence] = []
        var attempts: [FeatureSequence]

        init(seed: UInt64, using generator: inout SplitMix64) {
            let layout = FeatureLayout.random(using: &generator)
            let missing = [0, 0.1, 0.5][Int(seed % 3)]
            func next(_ offset: Float) -> FeatureSequence {
                .random(
                    layout, frames: Int.random(in: 1...24, using: &generator), missing: missing,
                    offset: offset,
                    using: &generator)
            }
            for _ in 0..<Int.random(in: 8...60, using: &generator) { sequences.append(next(3)) }
            sequences.append(sequences[0])
            var values = sequences[1].values
            values[0] += 1e-5
            sequences.append(
                FeatureSequence(
                    layout: layout, frameCount: sequences[1].frameCount, values: values,
                    seen: sequences[1].seen))
            // From elsewhere, far away, and what is there twice or nearly so.
            attempts = [next(3), next(40), sequences[0], sequences[1]]
        }

        var labelled: [(label: String, sequence: FeatureSequence)] {
            sequences.enumerated().map { ("sign \($0)", $1) }
        }
    }
}
