/// A language with a catalogue. The raw value is its BCP 47 tag.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case english = "en"
    /// English in short words, for children.
    case childsEnglish = "en-x-child"
    case spanish = "es"
    case portuguese = "pt"
    case french = "fr"
    case german = "de"
    case arabic = "ar"

    /// The language where none is asked for.
    public static let usual = Language.english

    /// The direction of writing. The raw value is that of the HTML attribute `dir`.
    public enum Direction: String, Sendable, Hashable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    public var direction: Direction { self == .arabic ? .rightToLeft : .leftToRight }

    /// The language of a BCP 47 tag, by lookup as in RFC 4647, section 3.4: `es-MX` is Spanish.
    ///
    /// `child`, and English of any region with the private subtag `x-child`, is the child's English.
    ///
    /// - Returns: `nil` for a tag that is longer than 64 bytes, or of another language.
    public init?(tag: some StringProtocol) {
        guard tag.utf8.count <= 64 else { return nil }
        let tag = tag.lowercased()
        if tag == "child" || (tag.hasPrefix("en-") && tag.hasSuffix("-x-child")) {
            self = .childsEnglish
            return
        }
        var subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
        while !subtags.isEmpty {
            if let language = Language(rawValue: subtags.joined(separator: "-")) {
                self = language
                return
            }
            subtags.removeLast()
            // A singleton, as `x`, says nothing without the subtag behind it.
            if subtags.last?.count == 1 { subtags.removeLast() }
        }
        return nil
    }
}
