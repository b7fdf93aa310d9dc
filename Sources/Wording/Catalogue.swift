/// The texts of one language, from `Sources/CCatalogues/catalogues`.
public struct Catalogue: Sendable {
    public let language: Language
    /// Who wrote the text, and that a review is wanted.
    public let about: String
    let decimal: String
    let list: ListPattern
    let words: [String: [String: String]]
    /// By code.
    let messages: [String: Template]

    /// The texts of a language. Its file is parsed at the first call, once a process.
    public static func of(_ language: Language) -> Catalogue {
        switch language {
        case .english: english
        case .childsEnglish: childsEnglish
        case .spanish: spanish
        case .portuguese: portuguese
        case .french: french
        case .german: german
        case .arabic: arabic
        }
    }

    private static let english = shipped(.english)
    private static let childsEnglish = shipped(.childsEnglish)
    private static let spanish = shipped(.spanish)
    private static let portuguese = shipped(.portuguese)
    private static let french = shipped(.french)
    private static let german = shipped(.german)
    private static let arabic = shipped(.arabic)

    /// A text for a message that this version made.
    ///
    /// O(length of the text). A code or parameter that the catalogue cannot write, which no message of this
    /// version has, becomes the bare code: text of another language would pass unseen. For a stored message,
    /// which a later version may have made, there is ``textIfKnown(_:)-(Message)``.
    public func text(_ message: Message) -> String { textIfKnown(message) ?? message.code }

    /// Sentences with spaces between them.
    public func text(_ messages: [Message]) -> String { messages.map { text($0) }.joined(separator: " ") }

    /// `nil` for a message that the catalogue cannot write in full: an unknown code or token, or a parameter that
    /// the text needs and the message lacks. The caller then shows the text that was stored with the message.
    public func textIfKnown(_ message: Message) -> String? {
        TemplateWriter(catalogue: self).text(message, depth: 0)
    }

    /// `nil` if any of the messages is not known, so that no paragraph mixes languages.
    public func textIfKnown(_ messages: [Message]) -> String? {
        let texts = messages.compactMap { textIfKnown($0) }
        return texts.count == messages.count ? texts.joined(separator: " ") : nil
    }

    /// The word for a token; the token itself where the group lacks it.
    ///
    /// The groups of every catalogue are `body_part` and `channel`. The others are for its templates.
    public func word(_ group: String, _ token: String) -> String { words[group]?[token] ?? token }

    /// All words of a group, by token; empty for an unknown group.
    public func words(_ group: String) -> [String: String] { words[group] ?? [:] }
}

/// How a language joins a list.
struct ListPattern: Sendable, Equatable, Decodable {
    /// Between the only two, between the first ones, and before the last one of several.
    let two, middle, end: String

    func joined(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        let first = names.dropLast()
        return first.joined(separator: middle) + (first.count == 1 ? two : end) + last
    }
}
