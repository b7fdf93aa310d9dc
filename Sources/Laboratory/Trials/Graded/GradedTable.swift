import Evaluation
import Foundation
import Scoring
import Signify

/// Whether the score falls with the fault, and agrees with the words: what came of ``GradedTrials``, a row a fault and size.
package struct GradedTable: Sendable, CustomStringConvertible {
    /// One fault at one size.
    package struct Row: Sendable {
        /// The fault.
        package let kind: GradedTrials.Kind
        /// Attempts that were scored.
        package let attempts: Int
        /// Attempts that were refused.
        package let refused: Int
        /// The median score.
        package let score: Double
        /// The median of how far it is below the same attempt's unharmed.
        package let fall: Double
        /// The share that passes.
        package let passed: Double
        /// The share whose first correction, tempo apart, is of the fault's channel; `nil` where it has none.
        package let named: Double?
        /// The share with a correction, tempo apart.
        package let corrected: Double
    }

    /// In the order of the trials.
    package let rows: [Row]
    /// The share of chains, an attempt and one fault in growing sizes, in which the score never rises by more than a point.
    package let monotone: Double
    /// The share of scored attempts in which score and words agree: 90 and more has no correction, tempo apart, and what fails
    /// says why.
    package let agree: Double

    /// Faults that are one in growing sizes, unharmed apart.
    private static let chains: [[GradedFault]] = [
        [.handTooLow(0.25), .handTooLow(0.5), .handTooLow(1)],
        [.palmTurned(30), .palmTurned(60), .palmTurned(90)],
        [.fingers(0.5), .fingers(1)],
        [.smallMovement(0.5), .smallMovement(0.25), .frozen],
    ]

    /// Counts outcomes.
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

    /// Corrections of form: tempo is said beside the score.
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

    /// A Markdown table and a line.
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
            format: "never rises with the fault %.3f, score and words agree %.3f", monotone, agree)
        return ([head] + lines + ["", last]).joined(separator: "\n")
    }
}
