import Wording

/// The feedback of an attempt that was given up: the document in `practice_sessions.feedback` without a score.
public struct UnscoredFeedback: Sendable, Hashable, Codable {
    /// The contract's version; 1.
    public var version: Int
    /// How the attempt was to be compared; the store adds it.
    public var mode: String?
    /// The advice to the learner, in plain words.
    public var summary: String
    /// The messages that `summary` is written from; `nil` in documents of older engines.
    public var summaryMessages: [Message]?
    public var error: Reason

    /// The reason, for whoever looks into it.
    public struct Reason: Sendable, Hashable, Codable {
        public var code: String
        public var message: String
    }

    enum CodingKeys: String, CodingKey {
        case version, mode, summary, error
        case summaryMessages = "summary_messages"
    }

    /// The document in another language. A summary whose messages this engine does not know stays as it is.
    public func worded(in language: Language) -> UnscoredFeedback {
        var document = self
        document.summary = summaryMessages.flatMap { Catalogue.of(language).textIfKnown($0) } ?? summary
        return document
    }
}
