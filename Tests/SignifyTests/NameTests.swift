import Foundation
import Landmarks
import PracticeStore
import Testing

@testable import Signify

@Suite("Names of recordings and signs") struct NameTests {
    @Test(
        "a recording is named as Foundation names its path",
        arguments: [
            "a.json", "/a.json", "x/y/a.json", "./a.json", "../a", "a", "a/", "a//", "//a//b", "x/.", "x/..",
            ".",
            "..", "/", "//", "~/a", "~", "~root", "~/", "a/\u{301}b", "a b.json", "50%.json", "%2F.json",
            "a%20b", "a?b#c.json",
            "a:b.json",
            "tab\tnew\nline.json", "\u{7F}", "cafe\u{301}.json", "café.json", "日本語.json", "👩‍👩‍👧.json", ".hidden",
            "...",
            "a\\b", "x/\u{1}", String(repeating: "long", count: 100) + ".json",
            String(repeating: "e\u{301}", count: 150),
        ])
    func recordings(path: String) {
        let layout = LandmarkLayout(parts: [.rightHand])
        let clip = LandmarkClip(
            layout: layout, facts: SourceFacts(), frameCount: 0, timestamps: nil, values: [], flags: [])
        let scalars = URL(fileURLWithPath: path).lastPathComponent.unicodeScalars.map {
            $0.properties.generalCategory == .control || $0 == "/" ? "_" : String($0)
        }
        let name = scalars.suffix(190).joined()
        #expect(
            Array(Recording(clip, name: path).name.utf8) == Array((name.isEmpty ? "recording" : name).utf8))
    }

    @Test("a list of signs trims white space at both ends of each gloss")
    func lists() {
        let pieces = [
            "", " ", "\t", "\r\n", "\u{A0}", "\u{2003}", "A", "b c", "e\u{301}", "\u{301}", "👩‍👩‍👧",
            " x\u{200B} ", ",", ",,",
        ]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let line = first + second + third
                    let parts = line.split(separator: ",", omittingEmptySubsequences: false).map { part in
                        String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
                    }
                    let wanted = parts.contains("") ? nil : parts.map { Array($0.utf8) }
                    #expect(
                        SignList(parsing: line)?.glosses.map { Array($0.utf8) } == wanted,
                        "\(line.debugDescription)")
                }
            }
        }
    }

    @Test("a gloss in ASCII equals Foundation's composition")
    func glosses() throws {
        for first in 0x21..<UInt8(0x7F) {
            for second in 0x20..<UInt8(0x7F) {
                let raw = String(decoding: [first, second, first], as: UTF8.self)
                #expect(try Gloss(raw).text == raw.uppercased().precomposedStringWithCanonicalMapping)
            }
        }
    }
}
