/// The plural categories of Unicode CLDR.
enum PluralCategory: String, Sendable, Hashable, CaseIterable {
    case zero, one, two, few, many, other
}

extension Language {
    /// The category of a number as ``WrittenNumber`` shows it, by the cardinal rules of CLDR 45
    /// (unicode.org/cldr, common/supplemental/plurals.xml).
    func pluralCategory(of number: WrittenNumber) -> PluralCategory {
        let isMillions = number.isWhole && number.integer != 0 && number.integer % 1_000_000 == 0
        switch self {
        // i = 1 and v = 0.
        case .english, .childsEnglish, .german:
            return number.isWhole && number.integer == 1 ? .one : .other
        // n = 1; many: millions.
        case .spanish:
            if number.isWhole, number.integer == 1 { return .one }
            return isMillions ? .many : .other
        // i = 0,1; many: millions.
        case .french, .portuguese:
            if number.integer <= 1 { return .one }
            return isMillions ? .many : .other
        // n = 0; n = 1; n = 2; n % 100 = 3..10; n % 100 = 11..99.
        case .arabic:
            guard number.isWhole else { return .other }
            switch (number.integer, number.integer % 100) {
            case (0, _): return .zero
            case (1, _): return .one
            case (2, _): return .two
            case (_, 3...10): return .few
            case (_, 11...99): return .many
            default: return .other
            }
        }
    }
}
