/// What the engine has to say, before it is words: a code and its parameters.
///
/// As JSON, `{"code": "raise_hand", "parameters": {"hands": "right", "amount": 0.31}}`. A parameter is a string, a
/// number, an array of strings or another message. ``Catalogue`` makes the sentence, in one of ``Language``.
public struct Message: Sendable, Hashable, Codable {
    /// A raw value of ``MessageCode``, or a code of a later version.
    public let code: String
    /// By name, as ``MessageCode/parameters`` declares them. An absent optional parameter has no entry.
    public let parameters: [String: Parameter]

    public init(code: String, parameters: [String: Parameter]) {
        (self.code, self.parameters) = (code, parameters)
    }

    /// Leaves out parameters that are `nil`. Nothing is checked: ``mismatches`` does, for tests.
    public init(_ code: MessageCode, _ parameters: [String: Parameter?] = [:]) {
        self.init(code: code.rawValue, parameters: parameters.compactMapValues { $0 })
    }

    /// `nil` for a code of a later version.
    public var known: MessageCode? { MessageCode(rawValue: code) }
}

extension Message {
    /// The value of a parameter.
    public enum Parameter: Sendable, Hashable {
        /// A token such as `right`, a gloss, or words of a recording's own.
        case text(String)
        case number(Double)
        /// Tokens or glosses.
        case list([String])
        case message(Message)
    }
}

extension Message.Parameter: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(arrayLiteral elements: String...) { self = .list(elements) }
}

extension Message.Parameter: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .message(try container.decode(Message.self))
        }
    }

    /// Whole numbers are written without a fraction. A number that is none, which JSON cannot hold, becomes a
    /// string, so that one odd recording does not cost its document.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number) where !number.isFinite: try container.encode("\(number)")
        case .number(let number):
            if let whole = Int(exactly: number) {
                try container.encode(whole)
            } else {
                try container.encode(number)
            }
        case .list(let list): try container.encode(list)
        case .message(let message): try container.encode(message)
        }
    }
}
