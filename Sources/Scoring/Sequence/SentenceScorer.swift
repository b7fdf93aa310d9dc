import Alignment
import SigningSpace

/// Scores an attempt at a sequence of signs.
public struct SentenceScorer: Sendable {
    /// The score from which an attempt passes, 0–100.
    public let passingScore: Double

    /// A scorer; 70 passes unless told otherwise.
    public init(passingScore: Double = Feedback.usualPassingScore) { self.passingScore = passingScore }

    /// Segments an attempt into the signs of a sentence, scores each, and says what to change.
    ///
    /// The score is the mean over the signs asked for, a missing one with 0, and over those added, each with 0. A
    /// sentence passes if its score does and every sign is there. O(frames · states of the library) and an alignment for
    /// each take of each sign found.
    ///
    /// - Parameters:
    ///   - attempt: a ``PreparedTake/init(stretch:signer:)``.
    ///   - sentence: the signs asked for, in order.
    ///   - library: the signs that may stand in their place or be added.
    /// - Throws: ``ScoringError``.
    public func score(
        _ attempt: PreparedTake, against sentence: [SignModel], library: [SignModel]
    ) throws(ScoringError) -> Feedback {
        let alignment = try SentenceAlignment(attempt, sentence: sentence, library: library)
        let words = WordScorer(passingScore: passingScore)
        var signs: [SentenceReport.Sign] = []
        for part in alignment.parts {
            var word: ScoredAttempt?
            if let frames = part.frames {
                word = try words.score(
                    attempt.stretch(frames), against: part.model.sign.paced(by: alignment.pace))
            }
            signs.append(SentenceReport.Sign(part: part, word: word))
        }
        return SentenceReport(
            attempt: attempt, signs: signs, added: alignment.added, pace: alignment.pace,
            passingScore: passingScore
        ).feedback()
    }
}
