import Landmarks
import Scoring

/// The target of an attempt: one sign, a sentence, or every sign of a source.
public enum PracticeTask: Sendable {
    case word(ReferenceSign)
    /// Several in order; `library` are the signs that may stand in their place or be added.
    case sentence([SignModel], library: [SignModel])
    /// Any of these signs, in any order.
    case freestyle([SignModel])

    /// The mode of its feedback.
    public var mode: PracticeMode {
        switch self {
        case .word: .word
        case .sentence: .sentence
        case .freestyle: .freestyle
        }
    }

    /// The usual mode of a list of signs: one sign is a word, several are a sentence, none is freestyle.
    public static func mode(of signs: SignList?) -> PracticeMode {
        guard let signs else { return .freestyle }
        return signs.glosses.count == 1 ? .word : .sentence
    }

    /// The task of signing `signs` in `mode`, with the signs of `source`. Every door makes its tasks here.
    ///
    /// - Parameters:
    ///   - signs: in order; `nil` for every sign that `source` has, which is a task in freestyle alone.
    ///   - mode: `nil` for ``mode(of:)``.
    /// - Throws: ``TaskError`` where signs and mode do not fit; ``StoreError/notFound(_:)`` for an unknown sign.
    public init(_ signs: SignList?, as mode: PracticeMode? = nil, from source: some SignSource) throws {
        let mode = mode ?? Self.mode(of: signs)
        switch (mode, signs?.glosses ?? []) {
        case (.word, let glosses) where glosses.count == 1: self = .word(try source.sign(glosses[0]))
        case (.sentence, let glosses) where glosses.count > 1:
            self = .sentence(try glosses.map { try source.model($0) }, library: try source.models())
        case (.freestyle, _): self = .freestyle(try source.models(of: signs))
        case (_, let glosses): throw TaskError(mode: mode, signs: glosses.count)
        }
    }

    /// Scores a recording and names the corrections.
    ///
    /// The cost is that of ``WordScorer``, ``SentenceScorer`` or ``FreestyleScorer``.
    ///
    /// - Parameter passingScore: the score from which it passes, 0–100.
    /// - Throws: ``SigningSpaceError`` for a recording without a hand or a body, and ``ScoringError``; an
    ///   ``AnalysisFailure`` made of either is bad input.
    public func feedback(
        on recording: Recording, passingScore: Double = Feedback.usualPassingScore
    ) throws -> Feedback {
        let clip = recording.clip
        switch self {
        case .word(let sign):
            return try WordScorer(passingScore: passingScore).score(PreparedTake(clip), against: sign)
                .feedback
        case .sentence(let sentence, let library):
            return try SentenceScorer(passingScore: passingScore)
                .score(PreparedTake(stretch: clip), against: sentence, library: library)
        case .freestyle(let models):
            return try FreestyleScorer(passingScore: passingScore).score(clip, against: models)
        }
    }
}

/// A practice mode and a number of signs that do not fit.
public struct TaskError: Error, Hashable, CustomStringConvertible {
    /// The mode asked for.
    public let mode: PracticeMode
    /// The number of signs asked for.
    public let signs: Int

    /// The line that names both, and the remedy.
    public var description: String {
        "a \(mode.rawValue) attempt needs \(mode == .word ? "one sign" : "two signs or more"), and has \(signs); "
            + "name them in lesson_signs, or in raw_metrics as \"signs\""
    }
}
