import Landmarks
import Wording

/// The feedback on a scored attempt, for the learner and the backend: the document in
/// `practice_sessions.feedback`.
///
/// Encodes to the JSON of the feedback contract (snake_case keys, `version` 1). Numbers are rounded when the
/// feedback is made, so that encoding and decoding return the same value.
public struct Feedback: Sendable, Hashable, Codable {
    /// The default passing score, 0–100.
    public static let usualPassingScore = 70.0

    /// The contract's version; 1.
    public var version: Int
    /// Plain sentences for the learner: first what was right, then at most two corrections.
    public var summary: String
    /// The messages that `summary` is written from; `nil` in documents of older engines.
    public var summaryMessages: [Message]?
    /// 0–100, two decimals.
    public var score: Double
    /// Whether `score` reaches `passingScore` and every hand that the sign needs was seen.
    public var passed: Bool
    /// 0–100; the score from which an attempt passes.
    public var passingScore: Double
    /// How the attempt was compared.
    public var mode: PracticeMode
    public var reference: ReferenceUsed
    /// Score and coverage of each channel, by ``Channel`` raw value. A channel with too little evidence has
    /// no score. A channel below 90 is corrected, unless too many other channels are.
    public var channels: [String: ChannelScore]
    /// The time of the sign in the attempt, and its tempo.
    public var timing: Timing
    /// The corrections, worst first, of an attempt below 90; last, at any score, a correction of the tempo.
    public var moments: [Moment]
    /// The channels that were right, best first, as ``Channel`` raw values.
    public var strengths: [String]
    /// The quality of the recording.
    public var quality: Quality
    /// The versions that the score depends on. Two scores are comparable only if their signatures are equal.
    public var signature: String
    /// The signs of a sentence in the requested order, or of a stream in order of time; `nil` in word mode.
    public var signs: [SignResult]?
    /// Signs that were signed and are not in the sentence; `nil` in the other modes.
    public var added: [AddedSign]?

    enum CodingKeys: String, CodingKey {
        case version, summary, score, passed
        case summaryMessages = "summary_messages"
        case passingScore = "passing_score"
        case mode, reference, channels, timing, moments, strengths, quality, signature, signs, added
    }

    /// Feedback in English: ``worded(in:)`` has it in other languages.
    public init(
        version: Int = 1, summary messages: [Message], score: Double, passed: Bool, passingScore: Double,
        mode: PracticeMode, reference: ReferenceUsed, channels: [String: ChannelScore], timing: Timing,
        moments: [Moment],
        strengths: [String], quality: Quality, signature: String, signs: [SignResult]? = nil,
        added: [AddedSign]? = nil
    ) {
        self.version = version
        summary = Catalogue.of(.usual).text(messages)
        summaryMessages = messages
        self.score = score
        self.passed = passed
        self.passingScore = passingScore
        self.mode = mode
        self.reference = reference
        self.channels = channels
        self.timing = timing
        self.moments = moments
        self.strengths = strengths
        self.quality = quality
        self.signature = signature
        self.signs = signs
        self.added = added
    }

    /// The reference sign and how many takes of it were used.
    public struct ReferenceUsed: Sendable, Hashable, Codable {
        /// The gloss, as "HELLO"; the glosses of a sentence, as "HELLO HOW YOU"; "ALL" for a stream.
        public var sign: String
        /// The number of its takes in the store.
        public var takes: Int
        /// The glosses of a sentence, in order; `nil` in the other modes.
        public var signs: [String]?

        public init(sign: String, takes: Int, signs: [String]? = nil) {
            self.sign = sign
            self.takes = takes
            self.signs = signs
        }
    }

    /// One channel's result.
    public struct ChannelScore: Sendable, Hashable, Codable {
        /// 0–100, two decimals; `nil` (left out of the JSON) with too little evidence.
        public var score: Double?
        /// The share of the alignment, 0–1, in which attempt and reference were both seen.
        public var coverage: Double

        public init(score: Double?, coverage: Double) {
            self.score = score
            self.coverage = coverage
        }
    }

    /// The time and tempo of the sign.
    public struct Timing: Sendable, Hashable, Codable {
        /// The reference's duration divided by the attempt's: above 1 the attempt is faster.
        public var tempoRatio: Double
        /// Seconds in the attempt's own time.
        public var startS: Double
        /// Seconds in the attempt's own time.
        public var endS: Double

        enum CodingKeys: String, CodingKey {
            case tempoRatio = "tempo_ratio"
            case startS = "start_s"
            case endS = "end_s"
        }

        public init(tempoRatio: Double, startS: Double, endS: Double) {
            self.tempoRatio = tempoRatio
            self.startS = startS
            self.endS = endS
        }
    }

    /// One correction: its time, body part, channel and size.
    public struct Moment: Sendable, Hashable, Codable {
        /// Seconds in the attempt's own time.
        public var startS: Double
        /// Seconds in the attempt's own time.
        public var endS: Double
        /// Seconds in the reference's own time.
        public var referenceS: Double
        /// As "right index finger".
        public var bodyPart: String
        /// A ``Channel`` raw value.
        public var channel: String
        /// 0–1.
        public var severity: Double
        /// The size of the error, with its unit.
        public var error: Measure
        /// One sentence for the learner: what to change.
        public var message: String
        /// The code and the parameters that `message` is written from; `nil` in documents of older engines.
        public var correction: Message?

        enum CodingKeys: String, CodingKey {
            case startS = "start_s"
            case endS = "end_s"
            case referenceS = "reference_s"
            case bodyPart = "body_part"
            case channel, severity, error, message, code, parameters
        }

        public init(
            startS: Double, endS: Double, referenceS: Double, bodyPart: String, channel: String,
            severity: Double, error: Measure, correction: Message
        ) {
            self.startS = startS
            self.endS = endS
            self.referenceS = referenceS
            self.bodyPart = bodyPart
            self.channel = channel
            self.severity = severity
            self.error = error
            message = Catalogue.of(.usual).text(correction)
            self.correction = correction
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            startS = try container.decode(Double.self, forKey: .startS)
            endS = try container.decode(Double.self, forKey: .endS)
            referenceS = try container.decode(Double.self, forKey: .referenceS)
            bodyPart = try container.decode(String.self, forKey: .bodyPart)
            channel = try container.decode(String.self, forKey: .channel)
            severity = try container.decode(Double.self, forKey: .severity)
            error = try container.decode(Measure.self, forKey: .error)
            message = try container.decode(String.self, forKey: .message)
            correction = try container.decodeIfPresent(String.self, forKey: .code).map {
                Message(
                    code: $0,
                    parameters: try container.decodeIfPresent(
                        [String: Message.Parameter].self, forKey: .parameters) ?? [:])
            }
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(startS, forKey: .startS)
            try container.encode(endS, forKey: .endS)
            try container.encode(referenceS, forKey: .referenceS)
            try container.encode(bodyPart, forKey: .bodyPart)
            try container.encode(channel, forKey: .channel)
            try container.encode(severity, forKey: .severity)
            try container.encode(error, forKey: .error)
            try container.encode(message, forKey: .message)
            try container.encodeIfPresent(correction?.code, forKey: .code)
            try container.encodeIfPresent(correction?.parameters, forKey: .parameters)
        }
    }

    public struct Measure: Sendable, Hashable, Codable {
        /// The size, in `unit`.
        public var value: Double
        /// "degrees" (bend or turn), "palm lengths" (reach of the thumb), "shoulder widths" (place or path),
        /// or "times" (a ratio of size or tempo, 1 or more).
        public var unit: String

        public init(value: Double, unit: String) {
            self.value = value
            self.unit = unit
        }
    }

    /// The quality of the recording.
    public struct Quality: Sendable, Hashable, Codable {
        /// Frames in the recording.
        public var frames: Int
        /// The share of frames, 0–1, in which the hand was detected.
        public var leftHand: Double
        /// The share of frames, 0–1, in which the hand was detected.
        public var rightHand: Double
        /// The hands that the sign needs and the recording hardly shows, as "left" or "right". They are not
        /// judged. An attempt with such a hand does not pass, whatever its score.
        public var unseenHands: [String]
        /// Plain sentences: what was not judged, and why.
        public var warnings: [String]
        /// The kind of each warning, in the same order, as a ``RecordingWarning/Code`` raw value.
        public var warningCodes: [String]
        /// The messages that `warnings` are written from, in the same order; `nil` in documents of older engines.
        public var warningMessages: [Message]?

        enum CodingKeys: String, CodingKey {
            case frames
            case leftHand = "left_hand"
            case rightHand = "right_hand"
            case unseenHands = "unseen_hands"
            case warnings
            case warningCodes = "warning_codes"
            case warningMessages = "warning_messages"
        }

        public init(
            frames: Int, leftHand: Double, rightHand: Double, unseenHands: [String] = [],
            warnings: [RecordingWarning]
        ) {
            self.frames = frames
            self.leftHand = leftHand
            self.rightHand = rightHand
            self.unseenHands = unseenHands
            self.warnings = warnings.map(\.text)
            warningCodes = warnings.map(\.code.rawValue)
            warningMessages = warnings.map(\.message)
        }

        /// Decodes a document of any engine version; older ones lack `unseen_hands` or `warning_codes`.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            frames = try container.decode(Int.self, forKey: .frames)
            leftHand = try container.decode(Double.self, forKey: .leftHand)
            rightHand = try container.decode(Double.self, forKey: .rightHand)
            unseenHands = try container.decodeIfPresent([String].self, forKey: .unseenHands) ?? []
            warnings = try container.decode([String].self, forKey: .warnings)
            warningCodes =
                try container.decodeIfPresent([String].self, forKey: .warningCodes) ?? []
            warningMessages = try container.decodeIfPresent([Message].self, forKey: .warningMessages)
        }
    }
}
