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
        try report(attempt, against: sign).scored()
    }

    /// Scores an attempt, and places its corrections in a picture beside the nearest take. Costs as
    /// ``score(_:against:)``, and O(frames · points).
    ///
    /// - Throws: ``ScoringError``.
    public func replay(_ attempt: PreparedTake, against sign: ReferenceSign) throws(ScoringError) -> Replay {
        let report = try report(attempt, against: sign)
        return Replay(report.feedback(), of: attempt.clip, signs: report.replay.map { [$0] } ?? [])
    }

    func report(
        _ attempt: PreparedTake, against sign: ReferenceSign
    ) throws(ScoringError) -> AttemptReport {
        let comparison = try compare(attempt, sign)
        let standing = sign.cohort.standing(of: attempt, amongSignsBy: sign.signers)
        let relative = comparison.relative(sign.calibration, beside: standing)
        let identity = Judgement.Identity(
            distance: relative, rival: comparison.rival(sign.calibration, beside: standing),
            isBackwards: comparison.isBackwards)
        return AttemptReport(
            attempt: attempt, sign: sign, comparison: comparison, identity: identity,
            judgement: Judgement(attempt, at: sign, identity), passingScore: passingScore)
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
            try comparison.lookForDirection(
                of: attempt, MovementDirection(attempt.features.aligned), beside: SignDirection(sign.takes),
                among: sign.takes)
            return comparison
        } catch {
            throw .alignment(error)
        }
    }
}
