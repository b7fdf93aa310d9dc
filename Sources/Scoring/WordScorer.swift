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
    /// of the sign, and those of ``Cohort/standing(of:amongSignsBy:)``.
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
        var comparison: SignComparison
        do throws(AlignmentError) {
            let attempt = DirectedAttempt(attempt)
            comparison = try SignComparison(attempt.take, with: sign.compared)
            try comparison.nearest.lookForDirection(
                of: attempt, beside: sign.direction, among: sign.compared)
        } catch {
            throw .alignment(error)
        }
        let standing = sign.cohort.standing(of: attempt, amongSignsBy: sign.signers)
        let relative = comparison.nearest.relative(sign.calibration.threshold, beside: standing)
        let identity = Judgement.Identity(
            distance: relative, rival: comparison.nearest.rival(sign.calibration.threshold, beside: standing),
            isBackwards: comparison.nearest.isBackwards)
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
        try nearestTake(of: sign, to: DirectedAttempt(attempt)).relative(sign.calibration.threshold)
    }

    /// The take of a sign that is nearest to an attempt. One alignment per take.
    ///
    /// - Throws: ``ScoringError``.
    func nearestTake(
        of sign: ReferenceSign, to attempt: DirectedAttempt
    ) throws(ScoringError) -> NearestTake {
        try nearestTake(
            among: sign.compared, to: attempt, direction: sign.direction,
            bounds: Array(repeating: 0, count: sign.compared.count))
    }

    /// The take that is nearest to an attempt. One alignment for each take that can be the nearest.
    ///
    /// - Parameters:
    ///   - takes: of one sign.
    ///   - direction: of these takes.
    ///   - bounds: a lower bound of the distance to each take.
    /// - Throws: ``ScoringError``.
    func nearestTake(
        among takes: [ComparedTake], to attempt: DirectedAttempt, direction: SignDirection?,
        bounds: [Double]
    ) throws(ScoringError) -> NearestTake {
        do throws(AlignmentError) {
            var nearest = try NearestTake(
                to: attempt.take, among: takes, bounds: bounds)
            try nearest.lookForDirection(of: attempt, beside: direction, among: takes)
            return nearest
        } catch {
            throw .alignment(error)
        }
    }
}
