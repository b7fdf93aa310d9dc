import Evaluation
import Foundation
import Landmarks
import Scoring
import Signify

/// The effect of harms to recordings on their scores, one row per harm.
package struct HarmTable: Sendable, CustomStringConvertible {
    package struct Row: Sendable {
        /// The harm; `nil` for the unharmed takes.
        package let harm: RecordingHarm?
        /// Attempts to which it was applied.
        package let attempts: Int
        /// The mean scores of the scored attempts, and of the same takes unharmed.
        package let means: (harmed: Double, sound: Double)
        /// Attempts with a correction, and the same takes unharmed.
        package let corrected: (harmed: Int, sound: Int)
        /// Attempts with the warning of the harm.
        package let warned: Int
        /// Attempts that were refused.
        package let refused: Int
    }

    /// The unharmed takes, then each harm.
    package let rows: [Row]
    /// Descriptions of the attempts that lose more than a point by a harm, or get a correction that the
    /// unharmed take does not get.
    package let costly: [String]

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
