extension Template {
    /// Parses a template in one pass.
    init(_ source: String) throws(TemplateError) {
        var parser = TemplateParser(source)
        self = try parser.template(within: .nothing, depth: 0)
    }
}

/// A recursive-descent parser. Its recursion is bounded by ``deepest``.
private struct TemplateParser {
    enum Surrounding { case nothing, select, plural }

    /// The deepest nesting of arguments.
    private static let deepest = 8

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Text and arguments, up to the brace that closes a variant, or to the end.
    mutating func template(within: Surrounding, depth: Int) throws(TemplateError) -> Template {
        var pieces: [Template.Piece] = []
        var text = String.UnicodeScalarView()
        func flush() {
            if !text.isEmpty { pieces.append(.text(String(text))) }
            text = .init()
        }
        while let scalar = next {
            switch scalar {
            case "}" where within == .nothing: throw error(.unopened)
            case "}":
                flush()
                return Template(pieces: pieces)
            case "{":
                flush()
                pieces.append(try argument(depth: depth + 1))
            case "#" where within == .plural:
                flush()
                pieces.append(.number)
                position += 1
            case "'": text.append(contentsOf: try quotation(within: within))
            default:
                text.append(scalar)
                position += 1
            }
        }
        guard within == .nothing else { throw error(.unclosed) }
        flush()
        return Template(pieces: pieces)
    }

    /// An apostrophe, and what it quotes.
    private mutating func quotation(
        within: Surrounding
    ) throws(TemplateError) -> String.UnicodeScalarView {
        let start = position
        position += 1
        switch next {
        case "'":
            position += 1
            return "'".unicodeScalars
        case "{", "}": break
        case "#" where within == .plural: break
        default: return "'".unicodeScalars
        }
        var quoted = String.UnicodeScalarView()
        while let scalar = next {
            position += 1
            if scalar != "'" {
                quoted.append(scalar)
            } else if next == "'" {
                quoted.append("'")
                position += 1
            } else {
                return quoted
            }
        }
        throw TemplateError(reason: .unquoted, position: start)
    }

    private mutating func argument(depth: Int) throws(TemplateError) -> Template.Piece {
        guard depth <= Self.deepest else { throw error(.depth) }
        let start = position
        position += 1
        let parameter = try name()
        if skip("}") { return .parameter(parameter) }
        try expect(",")
        skipSpace()
        let place = position
        switch try name() {
        case "word":
            try expect(",")
            let group = try name()
            try expect("}")
            return .word(parameter: parameter, group: group)
        case "select":
            try expect(",")
            let variants = try variants(within: .select, since: start, depth: depth)
            return .select(parameter: parameter, variants: variants.mapValues(\.template))
        case "plural":
            try expect(",")
            return try plural(of: parameter, since: start, depth: depth)
        default: throw TemplateError(reason: .type, position: place)
        }
    }

    private mutating func plural(
        of parameter: String, since start: Int, depth: Int
    ) throws(TemplateError) -> Template.Piece {
        var exact: [Int: Template] = [:]
        var forms: [PluralCategory: Template] = [:]
        for (key, variant) in try variants(within: .plural, since: start, depth: depth) {
            if let category = PluralCategory(rawValue: key) {
                forms[category] = variant.template
            } else if key.hasPrefix("="), let number = Int(key.dropFirst()) {
                guard exact.updateValue(variant.template, forKey: number) == nil else {
                    throw TemplateError(reason: .twice, position: variant.position)
                }
            } else {
                throw TemplateError(reason: .key, position: variant.position)
            }
        }
        return .plural(parameter: parameter, exact: exact, forms: forms)
    }

    /// The variants of a select or plural, and the brace behind them.
    private mutating func variants(
        within: Surrounding, since start: Int, depth: Int
    ) throws(TemplateError) -> [String: (template: Template, position: Int)] {
        var variants: [String: (template: Template, position: Int)] = [:]
        while !skip("}") {
            guard let scalar = next else { throw TemplateError(reason: .unclosed, position: start) }
            let place = position
            if scalar == "=" { position += 1 }
            let key = (scalar == "=" ? "=" : "") + (try name())
            try expect("{")
            let variant = try template(within: within, depth: depth)
            // The template ended at its closing brace.
            position += 1
            guard variants.updateValue((variant, place), forKey: key) == nil else {
                throw TemplateError(reason: .twice, position: place)
            }
        }
        guard variants["other"] != nil else { throw TemplateError(reason: .other, position: start) }
        return variants
    }

    private mutating func name() throws(TemplateError) -> String {
        skipSpace()
        var name = String.UnicodeScalarView()
        while let scalar = next, scalar == "_" || (scalar.isASCII && scalar.properties.isAlphanumeric) {
            name.append(scalar)
            position += 1
        }
        guard !name.isEmpty else { throw error(next == nil ? .unclosed : .name) }
        return String(name)
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(TemplateError) {
        guard skip(scalar) else { throw error(next == nil ? .unclosed : .punctuation) }
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let scalar = next, scalar.properties.isWhitespace { position += 1 }
    }

    private func error(_ reason: TemplateError.Reason) -> TemplateError {
        TemplateError(reason: reason, position: position)
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}
