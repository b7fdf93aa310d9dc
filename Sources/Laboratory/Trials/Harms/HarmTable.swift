import Evaluation
import Foundation
import Landmarks
import Scoring
import Signify

/// What harms to recordings did to their scores, a row a harm.
package struct HarmTable: Sendable, CustomStringConvertible {
    package struct Row: Sendable {
        /// The harm; `nil` of the takes as they are.
        package let harm: RecordingHarm?
        /// Attempts that it could be put into.
        package let attempts: Int
        /// The mean score of those that were scored, and of the same takes unharmed.
        package let means: (harmed: Double, sound: Double)
        /// Attempts that were corrected, and of the same takes unharmed.
        package let corrected: (harmed: Int, sound: Int)
        /// Attempts that were warned of the harm.
        package let warned: Int
        /// Attempts that were refused.
        package let refused: Int
    }

    /// The takes as they are, then each harm.
    package let rows: [Row]
    /// Attempts that a harm cost more than a point, or a correction that the sound one has not, in words.
    package let costly: [String]

    /// Counts outcomes.
    package init(_ outcomes: [GradedTrials.Outcome]) {
        var sound: [TakeFolder.Take: Feedback] = [:]
        for outcome in outcomes where outcome.kind == .none { sound[outcome.attempt] = outcome.feedback }
        let harms: [RecordingHarm?] = [nil] + RecordingHarm.allCases
        var costly: [String] = []
        rows = harms.compactMap { harm in
            let own = outcomes.filter { $0.kind == harm.map(GradedTrials.Kind.harm) ?? .none }
            guard !own.isEmpty else { return nil }
            let pairs = own.compactMap { outcome -> (TakeFolder.Take, harmed: Feedback, sound: Feedback)? in
                guard let harmed = outcome.feedback, let sound = sound[outcome.attempt] else { return nil }
                return (outcome.attempt, harmed, sound)
            }
            let isCorrected = { (feedback: Feedback) in !GradedTable.corrections(feedback).isEmpty }
            for (take, harmed, sound) in pairs
            where harmed.score < sound.score - 1 || (isCorrected(harmed) && !isCorrected(sound)) {
                costly.append(
                    "\(take.signer) \(take.sign) \(take.name), \(harm?.rawValue ?? ""): \(sound.score) -> "
                        + "\(harmed.score) \(harmed.quality.warningCodes): \(harmed.summary)")
            }
            func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
            return Row(
                harm: harm, attempts: own.count,
                means: (mean(pairs.map(\.harmed.score)), mean(pairs.map(\.sound.score))),
                corrected: (
                    pairs.count { isCorrected($0.harmed) }, pairs.count { isCorrected($0.sound) }
                ),
                warned: pairs.count { pair in
                    harm?.warning.map { pair.harmed.quality.warningCodes.contains($0.rawValue) } ?? false
                },
                refused: own.count - pairs.count)
        }
        self.costly = costly
    }

    /// A Markdown table.
    package var description: String {
        let head = """
            | harm | attempts | refused | mean | unharmed | corrected | unharmed | warned of |
            |---|---|---|---|---|---|---|---|
            """
        let lines = rows.map { row in
            let means =
                row.refused < row.attempts
                ? String(format: "%.1f | %.1f", row.means.harmed, row.means.sound) : " | "
            return "| \(row.harm?.rawValue ?? "none") | \(row.attempts) | \(row.refused) | \(means) "
                + "| \(row.corrected.harmed) | \(row.corrected.sound) | \(row.harm?.warning == nil ? "" : "\(row.warned)") |"
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
