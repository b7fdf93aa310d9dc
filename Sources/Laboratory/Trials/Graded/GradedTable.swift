import Evaluation
import Foundation
import Scoring
import Signify

/// Whether scores fall with the size of a fault and agree with the words: the results of ``GradedTrials``,
/// one row per fault and size.
package struct GradedTable: Sendable, CustomStringConvertible {
    /// One fault at one size.
    package struct Row: Sendable {
        package let kind: GradedTrials.Kind
        /// Attempts that were scored.
        package let attempts: Int
        /// Attempts that were refused.
        package let refused: Int
        /// The median score.
        package let score: Double
        /// The median fall of the score from that of the unharmed attempt.
        package let fall: Double
        /// The share, 0–1, of attempts that pass.
        package let passed: Double
        /// The share whose first correction, without tempo, is of the fault's channel; `nil` for a fault
        /// without a channel.
        package let named: Double?
        /// The share with a correction, without tempo.
        package let corrected: Double
    }

    /// In the order of the trials.
    package let rows: [Row]
    /// The share of chains in which the score never rises by more than a point; a chain is an attempt with
    /// one fault in growing sizes.
    package let monotone: Double
    /// The share of scored attempts in which score and words agree: a score of 90 or more has no correction,
    /// without tempo, and an attempt that fails has a reason.
    package let agree: Double

    /// The faults with growing sizes, without the unharmed attempt.
    private static let chains: [[GradedFault]] = [
        [.handTooLow(0.25), .handTooLow(0.5), .handTooLow(1)],
        [.palmTurned(30), .palmTurned(60), .palmTurned(90)],
        [.fingers(0.5), .fingers(1)],
        [.smallMovement(0.5), .smallMovement(0.25), .frozen],
    ]

    package init(_ outcomes: [GradedTrials.Outcome]) {
        var scores: [TakeFolder.Take: [GradedTrials.Kind: Double]] = [:]
        for outcome in outcomes {
            scores[outcome.attempt, default: [:]][outcome.kind] = outcome.feedback?.score
        }
        let kinds = [.none] + GradedFault.all.map(GradedTrials.Kind.fault) + [.otherSign]
        rows = kinds.compactMap { kind in
            let own = outcomes.filter { $0.kind == kind }
            let scored = own.compactMap { outcome in outcome.feedback.map { (outcome.attempt, $0) } }
            guard !scored.isEmpty else { return nil }
            func share(_ holds: (Feedback) -> Bool) -> Double {
                Double(scored.count { holds($0.1) }) / Double(scored.count)
            }
            var named: Double?
            if case .fault(let fault) = kind, let channel = fault.channel {
                named = share { Self.corrections($0).first?.channel == channel.rawValue }
            }
            return Row(
                kind: kind, attempts: scored.count, refused: own.count - scored.count,
                score: Self.median(scored.map(\.1.score)),
                fall: Self.median(
                    scored.compactMap { attempt, feedback in
                        scores[attempt]?[.none].map { $0 - feedback.score }
                    }),
                passed: share(\.passed), named: named, corrected: share { !Self.corrections($0).isEmpty })
        }
        var falling: [Bool] = []
        for chain in Self.chains {
            for (_, own) in scores {
                guard let clean = own[.none] else { continue }
                let harmed = chain.compactMap { own[.fault($0)] }
                guard !harmed.isEmpty else { continue }
                falling.append(zip([clean] + harmed, harmed).allSatisfy { $1 <= $0 + 1 })
            }
        }
        monotone = Double(falling.count(where: \.self)) / Double(max(falling.count, 1))
        let scored = outcomes.compactMap(\.feedback)
        agree = Double(scored.count(where: Self.agrees)) / Double(max(scored.count, 1))
    }

    /// The corrections of form: tempo does not affect the score.
    static func corrections(_ feedback: Feedback) -> [Feedback.Moment] {
        feedback.moments.filter { !$0.isOfTempo }
    }

    private static func agrees(_ feedback: Feedback) -> Bool {
        let isCorrected = !corrections(feedback).isEmpty
        if isCorrected, feedback.score >= ScoreCurve.good { return false }
        return feedback.passed || isCorrected
            || ["looks", "another", "mirror", "seen", "still", "rest", "unsteady"].contains(
                where: feedback.summary.contains)
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }

    /// A Markdown table, and a line with both shares.
    package var description: String {
        let head = """
            | fault | attempts | median | fall | passes | named | corrected | refused |
            |---|---|---|---|---|---|---|---|
            """
        func percent(_ share: Double?) -> String { share.map { String(format: "%.1f %%", 100 * $0) } ?? "" }
        let lines = rows.map { row in
            "| \(row.kind.name) | \(row.attempts) | \(String(format: "%.1f | %.1f", row.score, row.fall)) "
                + "| \(percent(row.passed)) | \(percent(row.named)) | \(percent(row.corrected)) | \(row.refused) |"
        }
        let last = String(
            format: "score never rises with the fault: %.3f; score and words agree: %.3f", monotone, agree)
        return ([head] + lines + ["", last]).joined(separator: "\n")
    }
}
