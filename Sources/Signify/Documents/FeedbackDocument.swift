import Foundation
import PracticeStore
import Scoring
import Wording

/// The document in `practice_sessions.feedback`, with a score or without one.
public enum FeedbackDocument: Sendable, Hashable {
    case scored(Feedback)
    case unscored(UnscoredFeedback)

    /// Reads a document. Linear.
    ///
    /// - Throws: ``AnalysisFailure`` for a text that is no feedback document.
    public init(_ json: String) throws(AnalysisFailure) {
        let decoder = JSONDecoder()
        let data = Data(json.utf8)
        if let feedback = try? decoder.decode(Feedback.self, from: data) {
            self = .scored(feedback)
        } else if let feedback = try? decoder.decode(UnscoredFeedback.self, from: data) {
            self = .unscored(feedback)
        } else {
            throw AnalysisFailure(
                "feedback is not a feedback document; pass the unchanged text of a score", kind: .badInput)
        }
    }

    /// The document in another language, on one line.
    public func worded(in language: Language) throws -> String {
        switch self {
        case .scored(let feedback): try JSONText.line(feedback.worded(in: language))
        case .unscored(let feedback): try JSONText.line(feedback.worded(in: language))
        }
    }
}
