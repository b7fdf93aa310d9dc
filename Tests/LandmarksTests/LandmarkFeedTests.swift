import Testing

@testable import Landmarks

@Suite struct LandmarkFeedTests {
    private func line(_ number: Int, _ time: Double? = nil) -> String {
        let point = "{\"x\":0.\(number + 10),\"y\":0.5,\"z\":0}"
        let points = [String](repeating: point, count: 21).joined(separator: ",")
        return "{\(time.map { "\"t\":\($0)," } ?? "")\"rightHandLandmarks\":[\(points)]}"
    }

    /// Passes `text` to a feed in pieces of `size` bytes.
    private func feed(_ text: String, size: Int) throws(LandmarkError) -> [LandmarkClip] {
        var feed = LandmarkFeed()
        var clips: [LandmarkClip] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = Array(bytes[start..<min(start + size, bytes.count)])
            if let clip = try feed.append(piece.span.bytes) { clips.append(clip) }
        }
        if let clip = try feed.finish() { clips.append(clip) }
        return clips
    }

    @Test(
        "every frame comes once, in order, however the text is cut", arguments: [1, 3, 700, 5000, 1_000_000],
        ["", "\n", "\n \n"])
    func cuts(size: Int, end: String) throws {
        let text = (0..<12).map { line($0, Double($0) / 30) }.joined(separator: "\n") + end
        let clips = try feed(text, size: size)
        let whole = try LandmarkReader().read(InputBytes(Array(text.utf8)))
        #expect(whole.frameCount == 12)
        let times: [Double] = clips.flatMap { $0.timestamps ?? [] }
        #expect(times == whole.timestamps)
        #expect(clips.flatMap(\.values) == whole.values)
        #expect(clips.allSatisfy { $0.frameCount > 0 })
    }

    @Test("the error of a bad line has its place in the whole feed", arguments: [1, 64, 1_000_000])
    func badLine(size: Int) throws {
        let good = (0..<5).map { line($0) + "\n" }.joined()
        let error = try #require(throws: LandmarkError.self) {
            try feed(good + "{\"rightHandLandmarks\":[1]}\n", size: size)
        }
        guard case .frame(5, let byte?) = error.location else {
            Issue.record("\(error)")
            return
        }
        #expect(byte >= good.utf8.count)
    }

    @Test("after an error every call throws that error")
    func poisoned() throws {
        var feed = LandmarkFeed()
        let bad = Array("nonsense\n".utf8)
        let good = Array((line(0) + "\n").utf8)
        let first = try #require(throws: LandmarkError.self) { try feed.append(bad.span.bytes) }
        let second = try #require(throws: LandmarkError.self) { try feed.append(good.span.bytes) }
        let third = try #require(throws: LandmarkError.self) { try feed.finish() }
        #expect(first == second && second == third)
    }

    @Test("times must not decrease between two pieces")
    func backwards() throws {
        var feed = LandmarkFeed()
        let (first, second) = (Array((line(0, 2) + "\n").utf8), Array((line(1, 1.5) + "\n").utf8))
        #expect(try feed.append(first.span.bytes)?.frameCount == 1)
        let error = try #require(throws: LandmarkError.self) { try feed.append(second.span.bytes) }
        #expect(error.location == .frame(1, byte: nil))
    }

    @Test("a line without an end is refused at its limit")
    func endless() throws {
        var feed = LandmarkFeed()
        let piece = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 22)
        var failure: LandmarkError?
        var sent = 0
        while failure == nil, sent < 4 * LandmarkFeed.longestLine {
            do throws(LandmarkError) { _ = try feed.append(piece.span.bytes) } catch { failure = error }
            sent += piece.count
        }
        #expect(failure?.what.contains("no end") == true)
        #expect(sent <= LandmarkFeed.longestLine + piece.count)
    }

    @Test func nothingIsNoFrame() throws { #expect(try feed("", size: 1).isEmpty) }
}
