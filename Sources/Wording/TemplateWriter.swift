/// Writes messages in the language of a catalogue.
struct TemplateWriter {
    let catalogue: Catalogue

    /// The deepest nesting of messages; `in_sign` needs one.
    private static let deepest = 4

    /// `nil` for a message that cannot be written in full.
    func text(_ message: Message, depth: Int) -> String? {
        guard depth <= Self.deepest, let template = catalogue.messages[message.code] else { return nil }
        var text = ""
        let isWhole = write(
            template, Context(parameters: message.parameters, number: nil, depth: depth), to: &text)
        return isWhole ? text : nil
    }

    private struct Context {
        let parameters: [String: Message.Parameter]
        /// That of the plural around.
        let number: WrittenNumber?
        let depth: Int
    }

    /// Whether all was there to be written.
    private func write(_ template: Template, _ context: Context, to text: inout String) -> Bool {
        for piece in template.pieces {
            switch piece {
            case .text(let literal): text += literal
            case .number:
                guard let number = context.number else { return false }
                text += number.text(decimal: catalogue.decimal)
            case .parameter(let name):
                guard let words = words(of: name, context) else { return false }
                text += words
            case .word(let name, let group):
                guard let words = words(of: name, in: group, context) else { return false }
                text += words
            case .select(let name, let variants):
                guard let variant = variants[key(of: name, context)] ?? variants["other"],
                    write(variant, context, to: &text)
                else { return false }
            case .plural(let name, let exact, let forms):
                guard let number = number(of: name, context),
                    let form = form(of: number, exact, forms),
                    write(
                        form,
                        Context(parameters: context.parameters, number: number, depth: context.depth),
                        to: &text)
                else { return false }
            }
        }
        return true
    }

    private func words(of name: String, _ context: Context) -> String? {
        switch context.parameters[name] {
        case .text(let text): isolated(text)
        case .number(let number): WrittenNumber(number).text(decimal: catalogue.decimal)
        case .list(let list): catalogue.list.joined(list.map(isolated))
        case .message(let message): text(message, depth: context.depth + 1)
        case nil: nil
        }
    }

    private func words(of name: String, in group: String, _ context: Context) -> String? {
        guard let words = catalogue.words[group] else { return nil }
        switch context.parameters[name] {
        case .text(let token): return words[token]
        case .list(let tokens):
            let names = tokens.compactMap { words[$0] }
            return names.count == tokens.count ? catalogue.list.joined(names) : nil
        case .number, .message, nil: return nil
        }
    }

    private func key(of name: String, _ context: Context) -> String {
        switch context.parameters[name] {
        case .text(let token): token
        case .number(let number): WrittenNumber(number).text(decimal: ".")
        case .list, .message: "other"
        case nil: "none"
        }
    }

    private func number(of name: String, _ context: Context) -> WrittenNumber? {
        switch context.parameters[name] {
        case .number(let number): WrittenNumber(number)
        case .list(let list): WrittenNumber(Double(list.count))
        case .text, .message, nil: nil
        }
    }

    private func form(
        of number: WrittenNumber, _ exact: [Int: Template], _ forms: [PluralCategory: Template]
    ) -> Template? {
        if number.isWhole, let template = exact[number.integer] { return template }
        return forms[catalogue.language.pluralCategory(of: number)] ?? forms[.other]
    }

    /// A gloss in Latin letters keeps its own direction within Arabic, by the isolates of the Unicode Bidirectional
    /// Algorithm (UAX #9), and does not reorder the sentence.
    private func isolated(_ text: String) -> String {
        catalogue.language.direction == .leftToRight ? text : "\u{2068}\(text)\u{2069}"
    }
}
