import Foundation

/// How often the corrections are right, by kind of fault.
public struct TrialTable: Sendable, CustomStringConvertible {
    /// One kind of fault.
    public struct Row: Sendable {
        public var kind: TrialRow
        /// Attempts.
        public var trials: Int
        /// Attempts whose fault was named: by a correction right in channel, part and direction, or for faults of the
        /// whole attempt by the summary.
        public var found: Int
        /// Attempts with a correction that is wrong in channel, part or direction.
        public var misled: Int
        /// The median score of those that were scored; `nil` where none was.
        public var score: Double?
        /// Attempts that do not pass, refused ones among them.
        public var failed: Int
        /// Corrections.
        public var claims: Int
        /// Corrections of the right channel.
        public var channel: Int
        /// Of those, of the right hand or finger.
        public var part: Int
        /// Of those, in the right direction.
        public var direction: Int
        /// Median error of the size of the right ones, in their unit.
        public var sizeError: Double?
        /// Median overlap in time of the right ones.
        public var overlap: Double?

        /// `found` as a share of the attempts.
        public var foundShare: Double { trials > 0 ? Double(found) / Double(trials) : 0 }
        /// `misled` as a share of the attempts.
        public var misledShare: Double { trials > 0 ? Double(misled) / Double(trials) : 0 }
    }

    /// In the order of ``TrialRow``, without the kinds that were not tried.
    public let rows: [Row]

    /// Counts outcomes.
    public init(_ outcomes: [TrialOutcome]) {
        rows = TrialRow.allCases.compactMap { kind in
            let own = outcomes.filter { $0.row == kind }
            guard !own.isEmpty else { return nil }
            let verdicts = own.flatMap(\.verdicts)
            let right = verdicts.filter(\.isRight)
            return Row(
                kind: kind, trials: own.count, found: own.count(where: \.isFound),
                misled: own.count(where: \.isMisled), score: Self.median(own.compactMap(\.score)),
                failed: own.count { !$0.passed }, claims: verdicts.count,
                channel: verdicts.count(where: \.channel), part: verdicts.count { $0.channel && $0.part },
                direction: right.count, sizeError: Self.median(right.compactMap(\.sizeError)),
                overlap: Self.median(right.compactMap(\.overlap)))
        }
    }

    public subscript(kind: TrialRow) -> Row? { rows.first { $0.kind == kind } }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// A Markdown table.
    public var description: String {
        let head = """
            | fault | attempts | named | misled | median score | fails | corrections | channel | part | direction | size error | overlap |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """
        func number(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "" }
        let lines = rows.map { row in
            let named = row.kind.isClean ? "" : String(format: "%.1f %%", 100 * row.foundShare)
            let misled = String(format: "%.1f %%", 100 * row.misledShare)
            return
                "| \(row.kind.rawValue) | \(row.trials) | \(named) | \(misled) | \(number(row.score)) "
                + String(format: "| %.1f %% ", 100 * Double(row.failed) / Double(row.trials))
                + "| \(row.claims) | \(row.channel) "
                + "| \(row.part) | \(row.direction) | \(number(row.sizeError)) | \(number(row.overlap)) |"
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
