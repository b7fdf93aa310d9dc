import Foundation
import TestSupport
import Testing

@testable import Wording

@Suite("The page of messages") struct MessagesPageTests {
    private static let page = Repository.root.appendingPathComponent("docs/messages.md")

    /// The first code of each section.
    private static let sections: [(title: String, first: MessageCode)] = [
        ("Corrections", .straightenFingers), ("The summary of a sign", .goodChannels),
        ("The summary of a sentence or a stream", .handsAtRestSentence),
        ("Attempts without a score", .unreadableRecording), ("Warnings", .handsLabelledAlike),
    ]

    private static func row(_ code: MessageCode) throws -> String {
        let parameters = code.parameters.sorted { $0.key < $1.key }
            .map { "`\($0.key)`\($0.value.isOptional ? "?" : "")" }.joined(separator: ", ")
        // In the first ones parameters are alike.
        let samples = SampleMessages.all(of: code)
        let sample = try #require(samples.dropFirst(samples.count * 3 / 5).first)
        return "| `\(code.rawValue)` | \(parameters) | \(Catalogue.of(.english).text(sample)) |"
    }

    private static func tables() throws -> String {
        var text = ""
        for code in MessageCode.allCases {
            if let section = sections.first(where: { $0.first == code }) {
                text +=
                    "\n## \(section.title)\n\n| code | parameters | in English, for example |\n|---|---|---|\n"
            }
            text += try row(code) + "\n"
        }
        return text
    }

    /// `SIGNIFY_WRITE_SNAPSHOTS=1` writes the tables anew.
    @Test("lists every code, its parameters and a sentence") func page() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(page.range(of: "\n## Corrections\n"))
        let tables = try Self.tables()
        if ProcessInfo.processInfo.environment["SIGNIFY_WRITE_SNAPSHOTS"] != nil {
            try (page[..<start.lowerBound] + tables).write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(page[start.lowerBound...] == tables)
        }
    }
}
