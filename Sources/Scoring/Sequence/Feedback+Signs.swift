import Wording

extension Feedback {
    /// The status of a sign of the sentence, or of a spotted sign.
    public enum SignStatus: String, Sendable, Hashable, Codable, CaseIterable {
        /// It was signed; its score is of the form.
        case ok
        /// It was not signed.
        case missing
        /// Another sign was signed in its place.
        case swapped
    }

    /// One sign of a sentence or stream.
    public struct SignResult: Sendable, Hashable, Codable {
        /// The gloss, as "HELLO".
        public var gloss: String
        /// Seconds in the attempt's own time; `nil` (left out of the JSON) if the sign is missing.
        public var startS: Double?
        /// Seconds in the attempt's own time.
        public var endS: Double?
        /// 0–100, two decimals; 0 if the sign is missing.
        public var score: Double
        public var status: SignStatus
        /// The gloss of the sign that was signed in its place.
        public var seen: String?
        /// The summary of the sign alone, as in word mode; `nil` unless the status is ``SignStatus/ok``.
        public var summary: String?
        /// The messages that `summary` is written from.
        public var summaryMessages: [Message]?
        /// As in word mode.
        public var channels: [String: ChannelScore]?
        /// As in word mode.
        public var moments: [Moment]?

        enum CodingKeys: String, CodingKey {
            case gloss
            case startS = "start_s"
            case endS = "end_s"
            case score, status, seen, summary, channels, moments
            case summaryMessages = "summary_messages"
        }

        public init(
            gloss: String, startS: Double?, endS: Double?, score: Double, status: SignStatus,
            seen: String? = nil, summary messages: [Message]? = nil, channels: [String: ChannelScore]? = nil,
            moments: [Moment]? = nil
        ) {
            self.gloss = gloss
            self.startS = startS
            self.endS = endS
            self.score = score
            self.status = status
            self.seen = seen
            summary = messages.map { Catalogue.of(.usual).text($0) }
            summaryMessages = messages
            self.channels = channels
            self.moments = moments
        }
    }

    /// A sign that was signed and is not in the sentence.
    public struct AddedSign: Sendable, Hashable, Codable {
        /// The gloss, as "HELLO".
        public var gloss: String
        /// Seconds in the attempt's own time.
        public var startS: Double
        /// Seconds in the attempt's own time.
        public var endS: Double
        /// The score of the sign, 0–100.
        public var score: Double

        enum CodingKeys: String, CodingKey {
            case gloss
            case startS = "start_s"
            case endS = "end_s"
            case score
        }

        public init(gloss: String, startS: Double, endS: Double, score: Double) {
            self.gloss = gloss
            self.startS = startS
            self.endS = endS
            self.score = score
        }
    }
}
