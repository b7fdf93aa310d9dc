import Alignment
import Evaluation
import Scoring
import Signify

/// The corrections of real signers' recorded takes, whose attempts are assumed to be right.
package struct RecordedCorrections: Sendable {
    /// The references of an attempt.
    package enum Scope: String, Sendable, CaseIterable {
        /// The signer's own takes.
        case own = "own takes"
        /// The takes of every other signer of the sign.
        case others = "other signers' takes"
    }

    /// One attempt and its feedback.
    package struct Outcome: Sendable {
        /// As "signer-a HELLO 04".
        package let name: String
        package let feedback: Feedback
    }

    private let takes: RecordedTakes

    package init(_ takes: RecordedTakes) { self.takes = takes }

    /// Scores every attempt against its references, without a cohort: corrections depend on the takes alone.
    package func outcomes(_ scope: Scope) throws(ScoringError) -> [Outcome] {
        let references = takes.takes.filter(\.isReference)
        let judged = Parallel.map(takes.takes.filter { !$0.isReference }) { attempt in
            Result { () throws(ScoringError) -> Outcome? in
                let source = attempt.source
                let own = references.filter {
                    $0.source.sign == source.sign && ($0.source.signer == source.signer) == (scope == .own)
                }
                guard !own.isEmpty else { return nil }
                let sign = ReferenceSign(
                    gloss: source.sign, takes: own.map(\.prepared), calibration: .uncalibrated)
                return Outcome(
                    name: "\(source.signer) \(source.sign) \(source.name)",
                    feedback: try WordScorer().score(attempt.prepared, against: sign).feedback)
            }
        }
        var outcomes: [Outcome] = []
        for result in judged { if let outcome = try result.get() { outcomes.append(outcome) } }
        return outcomes
    }
}
