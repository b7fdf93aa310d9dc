import TestSupport
import Foundation
import Testing

@testable import Landmarks

@Suite struct NDJSONReaderTests {
    /// Reads `chunks` from a pipe, as a stream.
    private func stream(_ chunks: [String]) throws -> LandmarkClip {
        try reading(chunks) { try StreamReader(descriptor: $0, name: "standard input").read() }
    }

    private static let producers = JSONTestDocument.Producer.allCases

    @Test(arguments: producers) func linesGiveTheClipOfTheDocument(
        _ producer: JSONTestDocument.Producer
    ) throws {
        var document = JSONTestDocument(seed: 11, producer: producer)
        let frames = (0..<40).map { _ in document.frame(time: nil) }
        let whole = try LandmarkReader().read(json: "[\(frames.joined(separator: ","))]")
        let text = frames.joined(separator: "\r\n\r\n")
        #expect(try LandmarkReader().read(json: text) == whole)
        #expect(try stream([text + "\n"]) == whole)
        var random = SplitMix64(seed: 3)
        var chunks: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...9000, using: &random))
            chunks.append(String(chunk))
            rest = rest.dropFirst(chunk.count)
        }
        #expect(try stream(chunks) == whole)
    }

    @Test func aStreamMayBeAnyDocument() throws {
        let pretty = ["{\n", "\"frames\"", ": [\n{\"t\": 1}", "]\n}\n"]
        #expect(try stream(pretty).timestamps == [1])
        #expect(try stream(["{\"t\":1}\n"]).timestamps == [1])
        #expect(try stream(["{\"t\":1}"]).timestamps == [1])
        #expect(try stream(["{\"t\":1}\n", "{\"t\":2}"]).timestamps == [1, 2])
        #expect(try stream(["\u{FEFF}{\"frames\":[{\"t\":1}]}\n", "\n\n"]).timestamps == [1])
        #expect(throws: LandmarkError.self) { try stream([]) }
        #expect(throws: LandmarkError.self) { try stream(["hello"]) }
    }

    @Test func namesTheFrameAndByteOfTheStream() throws {
        var reader = try NDJSONReader()
        try reader.append(Array("{\"t\":1}\n".utf8).span.bytes)
        try reader.append(Array(" \r\n".utf8).span.bytes)
        let bad = Array("{\"t\":0}".utf8)
        for _ in 0..<2 {
            do throws(LandmarkError) {
                try reader.append(bad.span.bytes)
                Issue.record("accepted")
            } catch {
                #expect(error.location == .frame(1, byte: 16))
            }
        }
    }

    @Test func finishesMoreThanOnce() throws {
        var reader = try NDJSONReader()
        do throws(LandmarkError) {
            _ = try reader.finish()
            Issue.record("no frames were accepted")
        } catch {
            #expect(error.description.contains("empty"))
        }
        try reader.append(Array("{\"t\":1}".utf8).span.bytes)
        let first = try reader.finish()
        try reader.append(Array("{\"t\":2}".utf8).span.bytes)
        let second = try reader.finish()
        #expect(first.frameCount == 1)
        #expect(second.timestamps == [1, 2])
    }

    @Test func aLineIsOneFrame() throws {
        for line in ["[{\"t\":1}]", "{\"frames\":[]}", "7", "{\"t\":1}{\"t\":2}"] {
            #expect(throws: LandmarkError.self) {
                try LandmarkReader().read(json: "{\"t\":0}\n{\"t\":0}\n\(line)\n")
            }
        }
    }
}
