import Foundation
import Landmarks
import Testing

@Suite struct LandmarkReaderTests {
    private func format(_ bytes: [UInt8]) -> LandmarkFormat? { LandmarkReader().format(of: bytes.span.bytes) }
    private func format(_ text: String) -> LandmarkFormat? { format(Array(text.utf8)) }

    @Test func recognisesTheContent() {
        #expect(format("{\"frames\":[]}") == .json)
        #expect(format("\u{FEFF} \r\n\t[]") == .json)
        #expect(format("{\n  \"a\": {}\n}\n") == .json)
        #expect(format("{\"a\": {}\n, \"b\": {}}") == .json)
        #expect(format("{}\n") == .json)
        #expect(format("{}\r\n\r\n {}") == .ndjson)
        #expect(format("{\"t\":0}\n{\"t\":") == .ndjson)
        #expect(format([0x93] + Array("NUMPY".utf8) + [1, 0]) == .npy)
        #expect(format("hello") == nil)
        #expect(format("") == nil)
    }

    @Test func assumedFactsFillAndOverridingFactsWin() throws {
        let json = "{\"frames\":[{\"t\":0}],\"fps\":25,\"mirrored\":false,\"width\":640,\"height\":480}"
        let reader = LandmarkReader(
            assuming: SourceFacts(fps: 30, width: 1, height: 1, dominantHand: .left),
            overriding: SourceFacts(mirrored: true))
        let facts = try reader.read(json: json).facts
        #expect(
            facts == SourceFacts(fps: 25, width: 640, height: 480, mirrored: true, dominantHand: .left))
    }

    @Test func readsAFileWhateverItsName() throws {
        let folder = try JSONTestFolder()
        let path = try folder.file("take.pose", Array("[{\"t\":1}]".utf8))
        #expect(try LandmarkReader().read(path: path).timestamps == [1])
        #expect(throws: LandmarkError.self) { try LandmarkReader().read(path: folder.path + "/none") }
    }

    /// The fuzzers' findings stay fixed.
    @Test func replaysRegressions() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "Regressions")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap {
            $0 as? String
        }
        var replayed = 0
        for file in files where !file.hasSuffix(".md") {
            guard let data = try? Data(contentsOf: folder.appending(path: file)) else { continue }
            do {
                let clip = try LandmarkReader().read(bytes: Array(data))
                #expect(clip.frameCount > 0, "\(file)")
            } catch {
                #expect(!error.description.contains("\n"), "\(file)")
            }
            replayed += 1
        }
        #expect(replayed > 0)
    }
}
