import Foundation
import Signify
import TestSupport
import Testing

@Suite("The documentation") struct DocumentationTests {
    private static let hello = attempt("hello.json")

    private static func attempt(_ name: String) -> String {
        Repository.fixtures.appendingPathComponent("attempts/\(name)").path
    }

    /// README.md, CONTRIBUTING.md, docs and the DocC catalogues.
    private static func pages() throws -> [URL] {
        let root = Repository.root
        let within = try ["docs", "Sources"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
                .map { root.appendingPathComponent(folder).appendingPathComponent($0) }
        }
        return ["README.md", "CONTRIBUTING.md", "python/README.md"].map(root.appendingPathComponent)
            + within.filter { $0.pathExtension == "md" }
    }

    /// The code without imports, each run of white space one space.
    private static func normalised(_ code: some StringProtocol) -> String {
        code.split(separator: "\n").filter { !$0.hasPrefix("import ") }
            .flatMap { $0.split(whereSeparator: \.isWhitespace) }.joined(separator: " ")
    }

    @Test("shows no Swift that is not compiled")
    func compiled() throws {
        let source = Repository.root.appendingPathComponent("Tests/SignifyTests/DocumentedExamples.swift")
        let examples = Self.normalised(try String(contentsOf: source, encoding: .utf8))
        var shown = 0
        for page in try Self.pages() {
            let text = try String(contentsOf: page, encoding: .utf8)
            for block in text.components(separatedBy: "```swift\n").dropFirst() {
                let code = block.prefix(upTo: block.range(of: "```")?.lowerBound ?? block.endIndex)
                guard !code.hasPrefix("// swift-tools-version") else { continue }
                shown += 1
                #expect(
                    examples.contains(Self.normalised(code)),
                    "\(page.lastPathComponent) shows code that DocumentedExamples.swift lacks:\n\(code)"
                )
            }
        }
        #expect(shown >= 10)
    }

    @Test("links to files that exist")
    func links() throws {
        for page in try Self.pages() where !page.path.contains(".docc/") {
            let text = try String(contentsOf: page, encoding: .utf8)
            for link in text.matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
                let target = page.deletingLastPathComponent().appendingPathComponent(String(link.1))
                #expect(
                    FileManager.default.fileExists(atPath: target.path),
                    "\(page.lastPathComponent) links to \(link.1), which does not exist")
            }
        }
    }

    @Test("links to headings that exist")
    func headings() throws {
        for page in try Self.pages() where !page.path.contains(".docc/") {
            let text = try String(contentsOf: page, encoding: .utf8)
            for link in text.matches(of: /\]\(([^)#:\s]*)#([^)\s]+)\)/) {
                let target =
                    link.1.isEmpty
                    ? page : page.deletingLastPathComponent().appendingPathComponent(String(link.1))
                guard let there = try? String(contentsOf: target, encoding: .utf8) else { continue }
                #expect(
                    Self.anchors(there).contains(String(link.2)),
                    "\(page.lastPathComponent) links to #\(link.2) of \(target.lastPathComponent)")
            }
        }
    }

    /// The anchors of a page's headings, as GitHub makes them.
    private static func anchors(_ page: String) -> Set<String> {
        let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                heading.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
                    .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
                    .replacing(" ", with: "-")
            })
    }

    @Test("has examples of the front door that work")
    func frontDoor() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(
            try DocumentedExamples.signify(file: file.path, path: Self.attempt("hello-too-low.json")) < 70)
        #expect(try DocumentedExamples.practiceStore(file: file.path) == 1)

        let store = try Store.open(file.path)
        let recordings = [try Recording(path: Self.hello)]
        let scores = try await DocumentedExamples.library(store: store, recordings: recordings)
        #expect(scores.count == 1)
        var statuses: [Int32] = []
        for path in [Self.hello, Self.attempt("hello-no-hands.pose")] {
            DocumentedExamples.failure(store: store, path: path) { statuses.append($1) }
        }
        #expect(statuses == [65])
        #expect(try DocumentedExamples.live(store: store, chunks: [Self.frames()]).map(\.gloss) == ["HELLO"])
        let takes = ["ada", "bruno"].map {
            Repository.fixtures.appendingPathComponent("references/\($0)/EAT.pose").path
        }
        #expect(try DocumentedExamples.enrol(store: store, paths: takes) == 2)
    }

    /// The frames of a fixture as NDJSON.
    private static func frames() throws -> [UInt8] {
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: hello)))
        let frames = (document as? [String: Any])?["frames"] as? [Any] ?? []
        return try frames.flatMap {
            Array(try JSONSerialization.data(withJSONObject: $0)) + [UInt8(ascii: "\n")]
        }
    }

    @Test("has examples of the stages that work")
    func stages() throws {
        #expect(try DocumentedExamples.landmarks(path: Self.hello).frameCount == 52)
        #expect(try DocumentedExamples.recordingCheck(path: Self.hello) == 52)
        #expect(try DocumentedExamples.signingSpace(path: Self.hello) > 0)
        #expect(try DocumentedExamples.alignment() == 0)
        let folder = Repository.fixtures.appendingPathComponent("references").path
        let low = Self.attempt("hello-too-low.json")
        #expect(
            try DocumentedExamples.scoring(folder: folder, attempt: low).contains("Raise your right hand"))
    }
}
