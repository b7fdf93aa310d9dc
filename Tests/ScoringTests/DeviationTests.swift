import Testing

@testable import Scoring

@Suite("How far an attempt is outside what the takes do")
struct DeviationTests {
    private static func pairs(_ own: [Float?], takes: [Float]) -> [(own: Float, takes: [Float])?] {
        own.map { value in value.map { ($0, takes) } }
    }

    @Test("what any take does is right, and what lies between two takes")
    func between() {
        let deviation = Deviation(Self.pairs([1, 2, 3, 1.5, 2.5, 1, 3, 2], takes: [3, 1]))
        #expect(deviation.excess == Array(repeating: 0, count: 8))
        #expect(deviation.window(tolerance: 0.1, share: 0) == nil)
    }

    @Test("beyond all takes, only what is beyond the nearest counts, and the size is from the middle one")
    func beyond() throws {
        let deviation = Deviation(Self.pairs(Array(repeating: 6, count: 8), takes: [1, 2, 4]))
        let window = try #require(deviation.window(tolerance: 2, share: 1))
        #expect(window.excess == 2)
        #expect(window.size == 4)
        #expect(window.frames == 0..<8)
        #expect(deviation.window(tolerance: 2.1, share: 1) == nil)
    }

    @Test("a gap in the sight of a part does not end its fault, and is no evidence for it")
    func gaps() throws {
        let own: [Float?] = [0, 0, 5, 5, nil, nil, 5, 5, 5, 0]
        let window = try #require(Deviation(Self.pairs(own, takes: [0])).window(tolerance: 3, share: 0.5))
        // One frame on either side is drawn in by its neighbours; of the eight frames seen, seven err.
        #expect(window.frames == 1..<10)
        #expect(window.share == 7.0 / 8)
    }

    @Test("nothing is said of a part that was seen in less than half of the sign")
    func unseen() {
        let own: [Float?] = Array(repeating: 9, count: 6) + Array(repeating: nil, count: 7)
        #expect(Deviation(Self.pairs(own, takes: [0])).window(tolerance: 1, share: 0) == nil)
    }

    @Test("two ways of measuring must err the same way, and the smaller error counts")
    func agreement() {
        let body = Deviation(Self.pairs([4, 4, 4, 4], takes: [0]))
        let face = Deviation(Self.pairs([1, 1, 1, 1], takes: [0]))
        let other = Deviation(Self.pairs([-4, -4, -4, -4], takes: [0]))
        #expect(body.agreeing(with: face).excess == [1, 1, 1, 1])
        #expect(body.agreeing(with: other).excess == [0, 0, 0, 0])
    }
}
