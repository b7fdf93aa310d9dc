import PracticeStore
import Testing

@Suite struct GlossTests {
    @Test func spellingsOfOneSignAreOne() throws {
        for raw in ["HELLO", "hello", "  Hello\n", "\thELLo "] { #expect(try Gloss(raw).text == "HELLO") }
        #expect(try Gloss("thank \n you").text == "THANK YOU")
        #expect(try Gloss("cafe\u{301}").text == "CAF\u{C9}")
        #expect(try Gloss("straße").text == "STRASSE")
    }

    @Test func whatNamesNothingIsRefused() {
        for raw in ["", "   ", "\n", "A\0B", "A\u{1B}[31mB", String(repeating: "x", count: 201)] {
            #expect(throws: StoreError.self) { try Gloss(raw) }
        }
    }

    @Test func normalisingAgainChangesNothing() throws {
        for raw in ["ŉ", "ǰ", "ß", "i\u{307}", "ﬁn", "\u{1F80}", "hello  there"] {
            let once = try Gloss(raw)
            #expect(try Gloss(once.text) == once)
        }
    }
}
