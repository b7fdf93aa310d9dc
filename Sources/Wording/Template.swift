/// A text with places for parameters, in a subset of ICU MessageFormat and one addition, `word`:
///
/// ```
/// {sign}                                            the parameter; a list is joined, a message is written out
/// {share, select, none {…} high {…} other {…}}      by a token; `none` where the parameter is absent
/// {frames, plural, =0 {…} one {…} few {…} other {… # …}}   by a number, or the length of a list; # is the number
/// {hands, word, hand}                               the token's word of that group, or each of a list, joined
/// ```
///
/// `other` is required. `'{'`, `'}'` and, directly in a plural, `'#'` are literal, `''` is an apostrophe, and any other
/// apostrophe is itself.
struct Template: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case parameter(String)
        case word(parameter: String, group: String)
        case select(parameter: String, variants: [String: Template])
        case plural(parameter: String, exact: [Int: Template], forms: [PluralCategory: Template])
        /// The number of the plural around it.
        case number
    }

    let pieces: [Piece]
}

/// The first mistake of a template.
struct TemplateError: Error, Equatable, CustomStringConvertible {
    enum Reason: String {
        case unclosed = "an open brace is never closed"
        case unopened = "a closing brace has no open one"
        case unquoted = "a quotation is never closed"
        case name = "a name is expected: letters, digits, _"
        case type = "the type is not select, plural or word"
        case punctuation = "a comma or a brace is expected"
        case key = "this is no variant of its select or plural"
        case twice = "a variant occurs twice"
        case other = "the variant other is missing"
        case depth = "the arguments are nested too deeply"
    }

    let reason: Reason
    /// In Unicode scalars from the start.
    let position: Int

    var description: String { "\(reason.rawValue), at character \(position + 1)" }
}
