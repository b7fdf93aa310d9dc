import Foundation

/// The accuracy of corrections, by kind of fault.
public struct TrialTable: Sendable, CustomStringConvertible {
    /// One kind of fault.
    public struct Row: Sendable {
        public var kind: TrialRow
        /// The number of attempts.
        public var trials: Int
        /// Attempts whose fault was named: by a correction that is right in channel, part and direction, or,
        /// for a fault of the whole attempt, by the summary.
        public var found: Int
        /// Attempts with a correction that is wrong in channel, part or direction.
        public var misled: Int
        /// The median score of the scored attempts; `nil` without one.
        public var score: Double?
        /// Attempts that do not pass, including refused ones.
        public var failed: Int
        /// The number of corrections.
        public var claims: Int
        /// Corrections of the right channel.
        public var channel: Int
        /// Corrections of the right channel and the right hand or finger.
        public var part: Int
        /// Corrections that are also in the right direction.
        public var direction: Int
        /// The median size error of the right corrections, in their unit.
        public var sizeError: Double?
        /// The median overlap in time, 0–1, of the right corrections.
        public var overlap: Double?

        public var foundShare: Double { trials > 0 ? Double(found) / Double(trials) : 0 }
        public var misledShare: Double { trials > 0 ? Double(misled) / Double(trials) : 0 }
    }

    /// In the order of ``TrialRow``; kinds without a trial are left out.
    public let rows: [Row]

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
