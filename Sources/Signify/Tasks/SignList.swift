/// The signs asked for, in order, as they are written in one line: `HELLO` or `HELLO,HOW,YOU`.
public struct SignList: Sendable, Hashable {
    /// A sentence longer than this is no sentence.
    public static let longest = 100

    /// The glosses as written, trimmed; at least one.
    public let glosses: [String]

    /// The signs of a line; `nil` where it has an empty one, or more than ``longest``.
    public init?(parsing line: String) {
        self.init(line.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed))
    }

    private static func trimmed(_ part: Substring) -> String {
        guard let first = part.firstIndex(where: { !$0.isWhitespace }),
            let last = part.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(part[first...last])
    }

    /// The signs of a lesson; `nil` where one is empty, or there are none, or more than ``longest``.
    public init?(_ glosses: [String]) {
        guard (1...Self.longest).contains(glosses.count), glosses.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        self.glosses = glosses
    }

    /// The failure of a text that is no list, which `name` was to hold.
    public static func refusal(_ name: String) -> AnalysisFailure {
        AnalysisFailure(
            "\(name) is a sign, or up to \(longest) signs with commas between them, as \"HELLO,HOW,YOU\"",
            kind: .badInput)
    }

    /// Each gloss once, in order.
    public var distinct: [String] {
        var seen: Set<String> = []
        return glosses.filter { seen.insert($0.uppercased()).inserted }
    }
}
