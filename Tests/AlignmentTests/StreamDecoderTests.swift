import TestSupport
import Testing

@testable import Alignment

@Suite("Templates in a stream against the two-level oracle")
struct StreamDecoderTests {
    struct Stream {
        let templates: [CostMatrix]
        let filler: [Float]
        var rows: Int { filler.count }

        init(_ kind: CostKind, rows: Int, templates: Int, using generator: inout SplitMix64) {
            self.templates = (0..<templates).map { _ in
                CostMatrix.random(
                    rows: rows, columns: Int.random(in: 1...7, using: &generator), kind, using: &generator)
            }
            filler = (0..<rows).map { _ in
                kind == .ties ? 1 : Float.random(in: 0.2...1.5, using: &generator)
            }
        }

        func row(_ frame: Int) -> [Float] {
            templates.flatMap { $0.values[frame * $0.columns..<(frame + 1) * $0.columns] }
        }

        /// The occurrences, with a call of settle() after the frames where `settles` is true.
        func decoded(
            _ limits: StreamDecoder.Limits, settles: (Int) -> Bool
        ) -> [StreamDecoder.Occurrence] {
            var decoder = StreamDecoder(states: templates.map(\.columns), limits: limits)
            var found: [StreamDecoder.Occurrence] = []
            for frame in 0..<rows {
                decoder.advance(row(frame), filler: filler[frame])
                if settles(frame) { found += decoder.settle() }
            }
            return found + decoder.finish()
        }
    }

    @Test("the occurrences have the least cost", arguments: 0..<40, CostKind.allCases)
    func agreesWithOracle(seed: UInt64, kind: CostKind) {
        var generator = SplitMix64(seed: 57 * seed + UInt64(CostKind.allCases.firstIndex(of: kind) ?? 0))
        let stream = Stream(
            kind, rows: Int.random(in: 1...30, using: &generator),
            templates: Int.random(in: 1...4, using: &generator), using: &generator)
        let longest = Int.random(in: 1...30, using: &generator)
        let entry = Float.random(in: 0...3, using: &generator)
        let limits = StreamDecoder.Limits(entry: entry, beam: .infinity, frames: longest)
        let found = stream.decoded(limits) { _ in Bool.random(using: &generator) }

        let doubles = stream.templates.map(\.doubles)
        var total = 0.0
        var end = 0
        for occurrence in found {
            #expect(occurrence.frames.lowerBound >= end)
            #expect((1...longest).contains(occurrence.frames.count))
            total += stream.filler[end..<occurrence.frames.lowerBound].reduce(0) { $0 + Double($1) }
            total += Double(entry) + NaiveSequence.cost(doubles[occurrence.template], occurrence.frames)
            end = occurrence.frames.upperBound
        }
        total += stream.filler[end...].reduce(0) { $0 + Double($1) }
        let expected = NaiveSequence.stream(
            doubles, filler: stream.filler.map(Double.init), entry: Double(entry), longest: longest)
        // The length limit may drop a path that has replaced a dearer one. The total may then exceed the
        // least cost, but is never below it.
        #expect(total > expected - 1e-3)
        if longest >= stream.rows { #expect(abs(total - expected) < 1e-3) }
    }

    @Test("the times of settle() do not change the occurrences", arguments: 0..<30)
    func settlingChangesNothing(seed: UInt64) {
        var generator = SplitMix64(seed: 900 + seed)
        let stream = Stream(.anything, rows: 300, templates: 5, using: &generator)
        let limits = StreamDecoder.Limits(entry: 1, beam: 4, frames: 40)
        let late = stream.decoded(limits) { _ in false }
        let often = stream.decoded(limits) { _ in true }
        let sometimes = stream.decoded(limits) { _ in Int.random(in: 0..<9, using: &generator) == 0 }
        #expect(!late.isEmpty)
        #expect(often == late)
        #expect(sometimes == late)
    }

    @Test("the undecided frames are bounded, even where two histories never agree")
    func boundedWait() {
        // Any two frames are an occurrence: even and odd histories cost the same for ever.
        var decoder = StreamDecoder(states: [2], limits: .init(entry: 0, beam: .infinity, frames: 10))
        var found: [StreamDecoder.Occurrence] = []
        for _ in 0..<5000 {
            decoder.advance([0.5, 0.5] as [Float], filler: 0.9)
            found += decoder.settle()
            #expect(decoder.waitingFrames <= StreamDecoder.waitingOccurrences * 10)
        }
        found += decoder.finish()
        #expect(decoder.frameCount == 5000)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.frames.upperBound <= $1.frames.lowerBound })
        // A decision against a history costs only its first occurrence: here one in about thirty frames.
        #expect(found.reduce(0) { $0 + $1.frames.count } > 4000)
    }

    @Test("costs keep their precision in a long stream")
    func longStream() {
        // After many expensive frames, a template slightly cheaper than the filler is still found.
        var decoder = StreamDecoder(states: [3], limits: .init(entry: 0.01, beam: 10, frames: 30))
        for _ in 0..<5000 {
            decoder.advance([9, 9, 9] as [Float], filler: 5)
            _ = decoder.settle()
        }
        for state in 0..<3 { decoder.advance((0..<3).map { $0 == state ? 4.99 : 9 } as [Float], filler: 5) }
        #expect(decoder.finish() == [.init(template: 0, frames: 5000..<5003)])
    }

    @Test("frames that cost infinity everywhere are outside every template")
    func unseen() {
        var decoder = StreamDecoder(states: [2, 1], limits: .init(entry: 0, beam: 10, frames: 30))
        for frame in 0..<20 {
            let isSeen = (5..<9).contains(frame)
            decoder.advance([Float](repeating: isSeen ? 0 : .infinity, count: 3), filler: 1)
        }
        let found = decoder.finish()
        #expect(found.first?.frames.lowerBound == 5)
        #expect(found.last?.frames.upperBound == 9)
    }
}
