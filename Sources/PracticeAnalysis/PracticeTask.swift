import Landmarks
import Scoring

/// What an attempt is measured against.
public enum PracticeTask: Sendable {
    /// One sign.
    case word(ReferenceSign)
    /// Several in order; `library` are the signs that may stand in their place or be added.
    case sentence([SignModel], library: [SignModel])
    /// Whichever of these there are.
    case freestyle([SignModel])

    /// How the attempt is compared.
    public var mode: PracticeMode {
        switch self {
        case .word: .word
        case .sentence: .sentence
        case .freestyle: .freestyle
        }
    }

    /// Scores a recording and says what to change.
    ///
    /// Costs what ``WordScorer``, ``SentenceScorer`` or ``FreestyleScorer`` does. Throws ``SigningSpaceError`` for a
    /// recording without a hand or a body, and ``ScoringError``.
    public func feedback(on clip: LandmarkClip, passingScore: Double = 70) throws -> Feedback {
        switch self {
        case .word(let sign):
            try WordScorer(passingScore: passingScore).score(PreparedTake(clip), against: sign).feedback
        case .sentence(let sentence, let library):
            try SentenceScorer(passingScore: passingScore)
                .score(PreparedTake(stretch: clip), against: sentence, library: library)
        case .freestyle(let models):
            try FreestyleScorer(passingScore: passingScore).score(clip, against: models)
        }
    }
}
