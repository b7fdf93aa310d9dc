import Foundation
import Measured
import Scoring
import Signify

/// Scoring one word with feedback, of a recording that is parsed, and the parts of it that the engine's interface has.
///
/// What the whole takes beyond the features and a score of a take that has its embedding is the embedding.
struct WordParts {
    private let recording = Recording(SyntheticRecordings.attempt(face: true), name: "attempt.json")
    private let sign: ReferenceSign
    private let task: PracticeTask
    /// Scored once: it keeps its embedding.
    private let known: PreparedTake
    private let feedback: Feedback

    /// One of the shipped signs, with its takes and all other signs beside them.
    init() throws {
        sign = try ShippedReferences.library().sign(SyntheticRecordings.attempted)
        task = .word(sign)
        known = try PreparedTake(recording.clip)
        feedback = try WordScorer().score(known, against: sign).feedback
    }

    var works: [String: Work] {
        [
            "word": Work({ try task.feedback(on: recording) }) { [$0.score] },
            "word-features": Work({ try PreparedTake(recording.clip) }) { [$0.handCoverage] },
            "word-alignment": Work({ try WordScorer().distance(known, to: sign) }) { [$0] },
            "word-known": Work({ try WordScorer().score(known, against: sign) }) { [$0.score] },
            "word-document": Work({ try JSONText.line(feedback) }) { [Double($0.utf8.count)] },
        ]
    }
}
