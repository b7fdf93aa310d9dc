import Testing

@testable import Wording

@Suite struct LanguageTests {
    @Test(arguments: [
        ("en", Language.english), ("EN", .english), ("en-GB", .english), ("es-MX", .spanish),
        ("es-419", .spanish),
        ("pt-BR", .portuguese), ("fr-Latn-CA", .french), ("de-CH-1996", .german), ("ar-EG", .arabic),
        ("en-x-child", .childsEnglish), ("EN-X-Child", .childsEnglish), ("child", .childsEnglish),
        ("en-GB-x-child", .childsEnglish), ("es-x-child", .spanish), ("en-x-other", .english),
        ("de-a-value-x-child", .german),
    ])
    func tag(tag: String, language: Language) { #expect(Language(tag: tag) == language) }

    @Test(arguments: [
        "", "-", "e", "x", "it", "english", "ens", "en_GB", " en", "*", "x-child", "-en", "ase", "é",
        String(repeating: "en-", count: 40),
    ])
    func otherTag(tag: String) { #expect(Language(tag: tag) == nil) }

    @Test(arguments: [
        ("de", Language.german), ("de, en;q=0.8", .german), ("en;q=0.8, de", .german),
        ("en;q=0.5,de;q=0.5", .english), ("it, es-MX;q=0.3", .spanish), ("*", .english),
        ("it, *;q=0.1", .english), ("en;q=0, *", .spanish), ("fr;q=0, fr-CA, de;q=0.1", .german),
        ("de;q=1.000, fr;q=0.999", .german), ("DE;Q=0.9", .german), ("de ; q=0.9 , fr\t;\tq=0.95", .french),
        ("*;q=0, ar;q=0.5", .arabic), ("en-x-child;q=0, en", .english), ("child", .childsEnglish),
        ("de;q=2, fr;q=0.1", .french), ("de;q=0.1234, fr", .french), ("de;level=1, fr", .french),
        (",,, ,de,", .german), ("de;q=1.001, fr;q=0.1", .french), ("de;q=-1, fr;q=.5, es", .spanish),
    ])
    func preferred(field: String, language: Language) {
        #expect(Language.preferred(field) == language)
    }

    @Test(arguments: [
        "", " ", ",", ";", "it", "de;q=0", "*;q=0", "en;q=0", "de;q=", "de;q=0.", "de;;q=1;", "\u{0}",
        "🤟;q=1",
        "de\u{301}", "q=1",
    ])
    func noneIsPreferred(field: String) {
        // "0." is a weight of zero by the grammar.
        #expect(Language.preferred(field) == nil)
    }

    @Test func longFieldsAreCutOff() {
        #expect(Language.preferred(String(repeating: "it,", count: 1_000_000) + "de") == nil)
        #expect(Language.preferred(String(repeating: "i", count: 5_000_000)) == nil)
        #expect(Language.preferred("de," + String(repeating: "\u{1F91F}", count: 100_000)) == .german)
        #expect(Language.preferred("de;q=0.1" + String(repeating: ",es;q=0.2", count: 5000)) == .spanish)
    }

    @Test func randomFieldsAreSurvived() {
        var random = SeededRandom(state: 7)
        let pieces = ["en", "de", "-", ";", "q=", "0", "1", ".", ",", "*", " ", "x-child", "é", "\t"]
        for _ in 0..<5000 {
            let field = (0..<random.below(20)).map { _ in pieces[random.below(pieces.count)] }.joined()
            _ = Language.preferred(field)
            _ = Language(tag: field)
        }
    }

    @Test func direction() {
        #expect(Language.allCases.filter { $0.direction == .rightToLeft } == [.arabic])
        #expect(Language.Direction.rightToLeft.rawValue == "rtl")
    }

    /// The samples of CLDR 45, plurals.xml.
    @Test(arguments: [
        (Language.english, PluralCategory.one, [1.0]),
        (.english, .other, [0, 2, 16, 100, 1_000_000, 1.5, 0.1]),
        (.german, .one, [1]), (.german, .other, [0, 2, 16, 100, 1_000_000, 0.1, 1.5]),
        (.spanish, .one, [1]), (.spanish, .many, [1_000_000, 2_000_000]),
        (.spanish, .other, [0, 2, 16, 100, 1000, 100_000, 0.1, 1.5]),
        (.portuguese, .one, [0, 1, 0.5, 1.5]), (.portuguese, .many, [1_000_000]),
        (.portuguese, .other, [2, 17, 100, 1000, 2.5]), (.french, .one, [0, 1, 0.5, 1.5]),
        (.french, .many, [1_000_000]), (.french, .other, [2, 17, 100, 1000, 2.5]),
        (.arabic, .zero, [0]), (.arabic, .one, [1]), (.arabic, .two, [2]),
        (.arabic, .few, [3, 10, 103, 110, 1003]), (.arabic, .many, [11, 26, 99, 111, 1011]),
        (.arabic, .other, [100, 102, 200, 202, 300, 1000, 10_000, 0.1, 1.5, 10.1]),
    ])
    func plural(language: Language, category: PluralCategory, numbers: [Double]) {
        for number in numbers {
            #expect(language.pluralCategory(of: WrittenNumber(number)) == category, "\(number)")
        }
    }

    @Test func lists() {
        func list(_ language: Language, _ names: [String]) -> String {
            Catalogue.of(language).list.joined(names)
        }
        #expect(list(.english, []).isEmpty)
        #expect(list(.english, ["a"]) == "a")
        #expect(list(.german, ["a", "b"]) == "a und b")
        #expect(list(.french, ["a", "b", "c"]) == "a, b et c")
        #expect(list(.arabic, ["a", "b", "c"]) == "a وb وc")
    }
}

/// A reproducible source of numbers, by SplitMix64.
struct SeededRandom {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
