import Foundation
import Testing

@testable import Landmarks

@Suite struct LandmarkStreamTests {
    /// Reads `chunks` from a pipe, frame by frame as they arrive.
    private func read(_ chunks: [String]) throws -> [LandmarkClip] {
        try reading(chunks, pause: 2000) { input in
            var stream = LandmarkStream(LandmarkReader(), descriptor: input, name: "the pipe")
            var clips: [LandmarkClip] = []
            while let clip = try stream.next() { clips.append(clip) }
            #expect(try stream.next() == nil)
            return clips
        }
    }

    private func line(_ number: Int, _ time: Double? = nil) -> String {
        let point = "{\"x\":0.\(number + 10),\"y\":0.5,\"z\":0}"
        let points = [String](repeating: point, count: 21).joined(separator: ",")
        return "{\(time.map { "\"t\":\($0)," } ?? "")\"rightHandLandmarks\":[\(points)]}"
    }

    private func failure(_ chunks: [String]) throws -> LandmarkError {
        do {
            _ = try read(chunks)
        } catch let error as LandmarkError {
            return error
        }
        throw CocoaError(.featureUnsupported)
    }

    @Test("every frame comes once, in order, however the text is cut", arguments: [1, 3, 700, 5000, 100_000])
    func cuts(size: Int) throws {
        let text = Array((0..<30).map { line($0, Double($0) / 30) }.joined(separator: "\n").utf8)
        let chunks = stride(from: 0, to: text.count, by: size).prefix(400).map {
            String(decoding: text[$0..<min($0 + size, text.count)], as: UTF8.self)
        }
        // Only the first 400 pieces are cut; the rest is one piece.
        let rest = String(decoding: text[min(400 * size, text.count)...], as: UTF8.self)
        let clips = try read(chunks + [rest])
        let whole = try LandmarkReader().read(InputBytes(text))
        #expect(whole.frameCount == 30)
        let times: [Double] = clips.flatMap { $0.timestamps ?? [] }
        #expect(times == whole.timestamps)
        #expect(clips.flatMap(\.values) == whole.values)
    }

    @Test("frames come before the stream has ended")
    func live() throws {
        let clips = try read((0..<6).map { line($0) + "\n" })
        #expect(clips.count > 1)
        #expect(clips.allSatisfy { $0.frameCount > 0 })
    }

    @Test("blank lines are skipped, and the last line needs no line break")
    func blanks() throws {
        let clips = try read([line(0) + "\n\n", "\n  \n", line(1) + "\n", "\n", line(2)])
        #expect(clips.reduce(0) { $0 + $1.frameCount } == 3)
    }

    @Test("one document is returned whole")
    func document() throws {
        let clips = try read(["{\"frames\":[\(line(0)),", "\(line(1))]}"])
        #expect(clips.map(\.frameCount) == [2])
    }

    @Test("the error of a bad line has its place in the whole stream")
    func badLine() throws {
        let good = (0..<5).map { line($0) + "\n" }
        let error = try failure(good + ["{\"rightHandLandmarks\":[1]}\n"])
        guard case .frame(let frame, let byte) = error.location else {
            Issue.record("\(error)")
            return
        }
        #expect(frame == 5)
        #expect(byte.map { $0 >= good.reduce(0) { $0 + $1.utf8.count } } == true)
    }

    @Test("times must not decrease, in a read or between two")
    func backwards() throws {
        let error = try failure([line(0, 1) + "\n", line(1, 2) + "\n", line(2, 1.5) + "\n"])
        #expect(error.what.contains("time goes backwards"))
        guard case .frame(2, _) = error.location else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("empty input, and input that is not a recording, are refused")
    func refused() throws {
        #expect(try failure([""]).what.contains("empty"))
        #expect(throws: LandmarkError.self) { try read(["hello\n", "there\n"]) }
    }
}
