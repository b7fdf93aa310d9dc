import Foundation
import Testing

@testable import Wording

@Suite struct TemplateTests {
    /// A template written by itself.
    private func written(
        _ source: String, _ parameters: [String: Message.Parameter] = [:], in language: Language = .english
    ) throws -> String? {
        let catalogue = Catalogue(
            language: language, about: "", decimal: ".",
            list: ListPattern(two: " & ", middle: ", ", end: " + "),
            words: ["hand": ["left": "main gauche", "right": "main droite"]],
            messages: ["it": try Template(source)])
        return catalogue.textIfKnown(Message(code: "it", parameters: parameters))
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("it''s", "it's"), ("it's", "it's"), ("a hand's {n}", "a hand's 3"),
        ("'{n}'", "{n}"), ("'{' {n}", "{ 3"), ("'{it''s}'", "{it's}"), ("#", "#"), ("{ n }", "3"),
        ("{n, plural, =3 {three} other {#}}", "three"), ("{n,plural,one{#}other{# a '#' b}}", "3 a # b"),
        ("{n, plural, other {{t, select, other {#}}}}", "#"), ("{t, select, a {A} other {B}}", "A"),
        ("{gone, select, none {-} other {B}}", "-"), ("{gone, select, other {B}}", "B"),
        ("{l, plural, one {one} other {#}}", "2"), ("{l, word, hand}", "main gauche & main droite"),
        ("{l}", "left & right"), ("{t, select, a {{n, plural, other {<#>}}} other {}}", "<3>"),
    ])
    func text(source: String, text: String) throws {
        #expect(try written(source, ["n": 3, "t": "a", "l": ["left", "right"]]) == text)
    }

    @Test(arguments: [
        "{gone}", "{gone, word, hand}", "{gone, plural, other {}}", "{t, word, hand}", "{n, word, hand}",
        "{t, plural, other {}}", "{h, word, gone}",
    ])
    func nothingIsWrittenWithoutItsParameter(source: String) throws {
        #expect(try written(source, ["n": 3, "t": "a", "h": "left"]) == nil)
    }

    @Test(arguments: [
        ("{", TemplateError.Reason.unclosed, 1), ("ab}", .unopened, 2), ("a '{", .unquoted, 2),
        ("{}", .name, 1),
        ("{n", .unclosed, 2), ("{n;", .punctuation, 2), ("{n, date}", .type, 4),
        ("{n, select}", .punctuation, 10),
        ("{n, select, a {}}", .other, 0), ("{n, select, other {}", .unclosed, 0),
        ("{n, select, other {", .unclosed, 19), ("{n, select, a {} a {} other {}}", .twice, 17),
        ("{n, plural, lots {} other {}}", .key, 12), ("{n, plural, =x {} other {}}", .key, 12),
        ("{n, plural, =1 {} =01 {} other {}}", .twice, -1), ("{n, word}", .punctuation, 8),
        ("{n, select, other {é}}}", .unopened, 22),
    ])
    func error(source: String, reason: TemplateError.Reason, position: Int) {
        let error = #expect(throws: TemplateError.self) { try Template(source) }
        #expect(error?.reason == reason)
        // Of two equal numbers, either may be named.
        if position >= 0 { #expect(error?.position == position) }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "{n, select, other {", count: 100_000)
        let error = #expect(throws: TemplateError.self) { try Template(deep) }
        #expect(error?.reason == .depth)
        #expect(error.map { "\($0)" } == "the arguments are nested too deeply, at character 153")
    }

    /// Random text of the grammar's own pieces is parsed or refused at a place within it.
    @Test func randomTemplatesAreSurvived() {
        var random = SeededRandom(state: 11)
        let pieces = [
            "{", "}", "'", "#", ",", " ", "n", "l", "select", "plural", "word", "other", "one", "=1", "é",
            "🤟", "{n}",
            "{n, plural, other {", "{l, select, none {a} other {b}}", "}}", "\u{301}", "\n",
        ]
        var parsed = 0
        for _ in 0..<20_000 {
            let source = (0..<random.below(16)).map { _ in pieces[random.below(pieces.count)] }.joined()
            do throws(TemplateError) {
                let template = try Template(source)
                parsed += 1
                let catalogue = Catalogue(
                    language: .arabic, about: "", decimal: ".",
                    list: ListPattern(two: "", middle: "", end: ""), words: [:], messages: ["it": template])
                _ = catalogue.text(Message(code: "it", parameters: ["n": 3, "l": ["a"]]))
            } catch {
                #expect((0...source.unicodeScalars.count).contains(error.position), "\(source)")
            }
        }
        #expect(parsed > 1000)
    }

    @Test func brokenFilesAreNamed() {
        let error = #expect(throws: CatalogueError.self) { try Catalogue(.french, json: Data("{".utf8)) }
        #expect(error.map { "\($0)".hasPrefix("catalogue of fr: ") } == true)
        let json = #"""
            {"about": "", "decimal": ".", "list": {"two": "", "middle": "", "end": ""}, "words": {},
             "messages": {"open_hand": "{hands"}}
            """#
        let template = #expect(throws: CatalogueError.self) { try Catalogue(.french, json: Data(json.utf8)) }
        #expect(
            template.map { "\($0)" }
                == "catalogue of fr: open_hand: an open brace is never closed, at character 7")
    }
}
