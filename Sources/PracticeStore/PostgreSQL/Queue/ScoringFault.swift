import Foundation
import Wording

/// The reason why an attempt cannot be scored, for its learner and for the operator.
public struct ScoringFault: Sendable, Hashable {
    /// The advice to the learner, in plain words.
    public var summary: String
    /// The messages that `summary` is written from.
    public var summaryMessages: [Message]?
    /// The label of a metric, as `no_reference`: 1 to 64 lower-case letters, digits and underscores.
    public var code: String
    /// One line for the operator, of at most 2,000 characters, the rest cut off. No value of the learner's.
    public var message: String

    public init(summary: String, _ summaryMessages: [Message]? = nil, code: String, message: String) {
        self.summary = summary
        self.summaryMessages = summaryMessages
        self.code = code
        self.message = message
    }

    /// The fault with its advice in another language, if that has messages.
    public func worded(in language: Language) -> ScoringFault {
        var fault = self
        fault.summary = summaryMessages.flatMap { Catalogue.of(language).textIfKnown($0) } ?? summary
        return fault
    }

    /// The document in `feedback`, without the attempt's mode. It has no score.
    func document() throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = UnscoredFeedback(
            version: 1, summary: try Text.checked(summary, table: "practice_sessions", column: "feedback"),
            summaryMessages: summaryMessages,
            error: .init(
                code: code,
                message: try Text.checked(lastError, table: "practice_sessions", column: "feedback")))
        do {
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        } catch {
            throw .failed(path: "practice_sessions.feedback", detail: "a text cannot be encoded")
        }
    }

    /// The message at the length that the queue keeps.
    var lastError: String { ScoringQueue.bounded(message) }
}
