import Alignment
import SigningSpace

/// Scores an attempt at one sign.
public struct WordScorer: Sendable {
    /// The least score of an attempt that passes, 0–100.
    public let passingScore: Double

    public init(passingScore: Double = Feedback.usualPassingScore) { self.passingScore = passingScore }

    /// Scores an attempt and finds its corrections.
    ///
    /// The attempt is compared with each take of the sign and judged by the nearest. One alignment per take
    /// of the sign and of its cohort.
    ///
    /// - Throws: ``ScoringError``.
    public func score(_ attempt: PreparedTake, against sign: ReferenceSign) throws(ScoringError)
        -> ScoredAttempt
    {
        let comparison = try compare(attempt, sign)
        let standing = sign.cohort.standing(of: attempt, amongSignsBy: sign.signers)
        let relative = comparison.relative(sign.calibration, beside: standing)
        let identity = Judgement.Identity(
            distance: relative, rival: comparison.rival(sign.calibration, beside: standing),
            isBackwards: comparison.isBackwards)
        let report = AttemptReport(
            attempt: attempt, sign: sign, comparison: comparison, rival: identity.rival,
            judgement: Judgement(attempt, at: sign, identity), passingScore: passingScore)
        return ScoredAttempt(score: report.score, distance: relative, feedback: report.feedback())
    }

    /// The distance of an attempt divided by the sign's threshold, at the typical level of its cohort: lower
    /// is nearer. Meant for ranking signs, whose order does not depend on the attempt's level. One alignment
    /// per take.
    ///
    /// - Throws: ``ScoringError``.
    public func distance(_ attempt: PreparedTake, to sign: ReferenceSign) throws(ScoringError) -> Double {
        try compare(attempt, sign).relative(sign.calibration)
    }

    func compare(
        _ attempt: PreparedTake, _ sign: ReferenceSign
    ) throws(ScoringError) -> SignComparison {
        do throws(AlignmentError) {
            var comparison = try SignComparison(attempt, with: sign.takes)
            comparison.lookForDirection(of: attempt, among: sign.takes)
            return comparison
        } catch {
            throw .alignment(error)
        }
    }
}
