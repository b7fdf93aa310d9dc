import Alignment
import SigningSpace

/// Scores an attempt at a sequence of signs.
public struct SentenceScorer: Sendable {
    /// The least score of an attempt that passes, 0–100.
    public let passingScore: Double

    public init(passingScore: Double = Feedback.usualPassingScore) { self.passingScore = passingScore }

    /// Segments an attempt into the signs of a sentence, scores each sign, and finds the corrections.
    ///
    /// The score is the mean over the signs of the sentence, where a missing sign counts 0, and over the
    /// added signs, which count 0 each. A sentence passes if its score passes and every sign is present.
    /// O(frames · states of the library), and an alignment for each take of each sign found.
    ///
    /// - Parameters:
    ///   - attempt: a ``PreparedTake/init(stretch:signer:)``.
    ///   - sentence: the requested signs, in order.
    ///   - library: the signs that may be swapped in or added.
    /// - Throws: ``ScoringError``.
    public func score(
        _ attempt: PreparedTake, against sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) -> Feedback {
        try report(attempt, against: sentence, library: library).feedback()
    }

    /// Scores a sentence, and places the corrections of each sign that was signed in a picture beside its nearest take.
    /// Costs as ``score(_:against:library:)``, and O(frames · points).
    ///
    /// - Throws: ``ScoringError``.
    public func replay(
        _ attempt: PreparedTake, against sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) -> Replay {
        let report = try report(attempt, against: sentence, library: library)
        return Replay(report.feedback(), of: attempt.clip, signs: report.signs.compactMap(\.replay))
    }

    private func report(
        _ attempt: PreparedTake, against sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) -> SentenceReport {
        let alignment = try SentenceAlignment(attempt, sentence: sentence, library: library)
        let words = WordScorer(passingScore: passingScore)
        var signs: [SentenceReport.Sign] = []
        for part in alignment.parts {
            let report = try part.frames.map { frames throws(ScoringError) in
                try words.report(
                    attempt.stretch(frames), against: part.model.sign.paced(by: alignment.pace))
            }
            signs.append(SentenceReport.Sign(part: part, report: report))
        }
        return SentenceReport(
            attempt: attempt, signs: signs, added: alignment.added, pace: alignment.pace,
            passingScore: passingScore)
    }
}
