import Landmarks
import Scoring

/// The target of an attempt: a word, a sentence or freestyle.
public enum PracticeTask: Sendable {
    case word(ReferenceSign)
    /// Signs in order; `library` has the signs that may replace them or be added.
    case sentence([SignModel], library: [SignModel])
    /// Any of these signs, in any order.
    case freestyle([SignModel])

    public var mode: PracticeMode {
        switch self {
        case .word: .word
        case .sentence: .sentence
        case .freestyle: .freestyle
        }
    }

    /// The default mode of a list of signs: one sign is a word, several are a sentence, `nil` is freestyle.
    public static func mode(of signs: SignList?) -> PracticeMode {
        guard let signs else { return .freestyle }
        return signs.glosses.count == 1 ? .word : .sentence
    }

    /// The task of `signs` in `mode`, with reference signs from `source`. All interfaces make their tasks
    /// here.
    ///
    /// - Parameters:
    ///   - signs: in order; `nil` is all signs of `source`, in freestyle only.
    ///   - mode: `nil` is ``mode(of:)``.
    /// - Throws: ``TaskError`` where the number of signs does not fit the mode; ``StoreError/notFound(_:)``
    ///   for an unknown sign.
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

    /// Scores a recording. The cost is that of ``WordScorer``, ``SentenceScorer`` or ``FreestyleScorer``.
    ///
    /// - Parameter passingScore: the threshold for passing, 0–100.
    /// - Throws: ``SigningSpaceError`` for a recording without a hand or a body, and ``ScoringError``; as an
    ///   ``AnalysisFailure``, both are bad input.
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

    /// Scores a recording, and places its corrections in a picture beside the nearest reference. Costs as
    /// ``feedback(on:passingScore:)``, and O(frames · points).
    ///
    /// - Throws: as ``feedback(on:passingScore:)``; for a freestyle task an ``AnalysisFailure``, since its signs are spotted
    ///   and not corrected.
    public func replay(
        on recording: Recording, passingScore: Double = Feedback.usualPassingScore
    ) throws -> Replay {
        let clip = recording.clip
        switch self {
        case .word(let sign):
            return try WordScorer(passingScore: passingScore).replay(PreparedTake(clip), against: sign)
        case .sentence(let sentence, let library):
            return try SentenceScorer(passingScore: passingScore)
                .replay(PreparedTake(stretch: clip), against: sentence, library: library)
        case .freestyle:
            throw AnalysisFailure(
                "a freestyle recording has no replay, since its signs are spotted and not corrected; name the signs",
                kind: .badInput)
        }
    }
}

/// A number of signs that does not fit the practice mode.
public struct TaskError: Error, Hashable, CustomStringConvertible {
    public let mode: PracticeMode
    /// The number of signs.
    public let signs: Int

    public var description: String {
        "a \(mode.rawValue) attempt needs \(mode == .word ? "one sign" : "two signs or more") and has "
            + "\(signs); name them in lesson_signs, or in raw_metrics as \"signs\""
    }
}
