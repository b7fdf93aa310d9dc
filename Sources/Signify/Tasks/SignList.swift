/// Glosses in order, written as `HELLO` or `HELLO,HOW,YOU`.
public struct SignList: Sendable, Hashable {
    /// The maximum number of signs.
    public static let longest = 100

    /// 1 to ``longest`` glosses as written, trimmed.
    public let glosses: [String]

    /// Parses glosses separated by commas; `nil` for an empty gloss and for more than ``longest``.
    public init?(parsing line: String) {
        self.init(line.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed))
    }

    private static func trimmed(_ part: Substring) -> String {
        guard let first = part.firstIndex(where: { !$0.isWhitespace }),
            let last = part.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(part[first...last])
    }

    /// The signs of a lesson; `nil` for no gloss, an empty gloss, and more than ``longest``.
    public init?(_ glosses: [String]) {
        guard (1...Self.longest).contains(glosses.count), glosses.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        self.glosses = glosses
    }

    /// The failure for a text that is not a list of signs; `name` is the parameter.
    public static func refusal(_ name: String) -> AnalysisFailure {
        AnalysisFailure(
            "\(name) must be a sign, or up to \(longest) signs separated by commas, "
                + "such as \"HELLO,HOW,YOU\"",
            kind: .badInput)
    }

    /// The glosses without repetitions, in order.
    public var distinct: [String] {
        var seen: Set<String> = []
        return glosses.filter { seen.insert($0.uppercased()).inserted }
    }
}
