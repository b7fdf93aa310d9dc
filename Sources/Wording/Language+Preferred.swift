extension Language {
    /// The longest header and the largest number of ranges that are read; the rest is ignored.
    private static let longest = 2048
    private static let mostRanges = 64

    /// The language that a request prefers, by the field `Accept-Language` of RFC 9110, section 12.5.4.
    ///
    /// A range with the weight 0 excludes its languages; `*` stands for ``usual``, or the first language that is not
    /// excluded. A range that breaks the grammar is ignored. O(length), at most 2048 bytes.
    ///
    /// - Returns: `nil` where no wanted language has a catalogue.
    public static func preferred(_ acceptLanguage: String) -> Language? {
        let ranges = acceptLanguage.utf8.prefix(longest).split(separator: UInt8(ascii: ","))
            .prefix(mostRanges).compactMap { LanguageRange($0) }
        let excluded = allCases.filter { language in
            ranges.contains { $0.weight == 0 && $0.covers(language) }
        }
        // The sort is stable: of equal weights, the first.
        for range in ranges.filter({ $0.weight > 0 }).sorted(by: { $0.weight > $1.weight }) {
            let wanted = range.tag == "*" ? [usual] + allCases : Language(tag: range.tag).map { [$0] } ?? []
            if let language = wanted.first(where: { !excluded.contains($0) }) { return language }
        }
        return nil
    }
}

/// A language range with its weight.
private struct LanguageRange {
    /// In small letters.
    let tag: String
    /// In thousandths.
    let weight: Int

    /// `nil` for text that is no range.
    init?(_ bytes: some Collection<UInt8>) {
        let parts = String(decoding: bytes, as: UTF8.self).lowercased().split(
            separator: ";", omittingEmptySubsequences: false
        ).map { $0.trimmed }
        guard let tag = parts.first, !tag.isEmpty, parts.count <= 2,
            tag.utf8.allSatisfy({ byte in
                byte == UInt8(ascii: "*") || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            })
        else { return nil }
        guard let weight = parts.count == 1 ? 1000 : Self.weight(parts[1]) else { return nil }
        (self.tag, self.weight) = (String(tag), weight)
    }

    /// Basic filtering, as in RFC 4647, section 3.3.1. `*;q=0` refuses only what no other range names, and so
    /// covers nothing.
    func covers(_ language: Language) -> Bool {
        let other = language.rawValue
        return other == tag || other.hasPrefix("\(tag)-")
    }

    /// `q=0.8` as 800.
    private static func weight(_ text: Substring) -> Int? {
        guard text.hasPrefix("q=") else { return nil }
        let number = text.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = number.first, whole == "0" || whole == "1", number.count <= 2 else { return nil }
        let fraction = number.count == 2 ? number[1] : ""
        guard fraction.utf8.count <= 3, fraction.utf8.allSatisfy({ (48...57).contains($0) }),
            let thousandths = Int(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
        else { return nil }
        let weight = (whole == "1" ? 1000 : 0) + thousandths
        return weight <= 1000 ? weight : nil
    }
}

extension Substring {
    /// Without spaces and tabs around it.
    fileprivate var trimmed: Substring {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return "" }
        return self[first...last]
    }
}
