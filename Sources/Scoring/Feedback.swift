import Landmarks

/// The result of a scored attempt, for learner and backend: the document in `practice_sessions.feedback`.
///
/// Encodes to the JSON of the feedback contract (snake_case keys, `version` 1). Numbers are rounded when the
/// feedback is made, so that encoding and decoding give the same value back.
public struct Feedback: Sendable, Hashable, Codable {
    /// The score from which an attempt passes, unless a test asks for another.
    public static let usualPassingScore = 70.0

    /// The contract's version; 1.
    public var version: Int
    /// Plain words for the learner: praise first, then at most two corrections.
    public var summary: String
    /// 0–100, two decimals.
    public var score: Double
    /// Whether `score` reaches `passingScore` and every hand that the sign needs was seen.
    public var passed: Bool
    /// 0–100; the score from which an attempt passes.
    public var passingScore: Double
    /// How the attempt was compared.
    public var mode: PracticeMode
    /// What it was compared with.
    public var reference: ReferenceUsed
    /// Score and coverage of each channel, by ``Channel`` raw value; a channel with too little evidence has no
    /// score, and one below 90 is corrected or too many others are.
    public var channels: [String: ChannelScore]
    /// When in the attempt the sign happened, and how fast.
    public var timing: Timing
    /// What to correct, worst first, of an attempt below 90; then a tempo that is off, at any score.
    public var moments: [Moment]
    /// Channels that were right, best first, as ``Channel`` raw values.
    public var strengths: [String]
    /// How far the recording can be trusted.
    public var quality: Quality
    /// Versions of everything that the score depends on: two scores compare only where these agree.
    public var signature: String
    /// The signs of a sentence in the order asked for, or of a stream in order of time; `nil` in word mode.
    public var signs: [SignResult]?
    /// Signs that the sentence does not have; `nil` in the other modes.
    public var added: [AddedSign]?

    enum CodingKeys: String, CodingKey {
        case version, summary, score, passed
        case passingScore = "passing_score"
        case mode, reference, channels, timing, moments, strengths, quality, signature, signs, added
    }

    /// A feedback document of the given parts.
    public init(
        version: Int = 1, summary: String, score: Double, passed: Bool, passingScore: Double,
        mode: PracticeMode, reference: ReferenceUsed, channels: [String: ChannelScore], timing: Timing,
        moments: [Moment],
        strengths: [String], quality: Quality, signature: String, signs: [SignResult]? = nil,
        added: [AddedSign]? = nil
    ) {
        self.version = version
        self.summary = summary
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
        /// The gloss, as "HELLO"; of a sentence all of them, as "HELLO HOW YOU"; of a stream "ALL".
        public var sign: String
        /// Takes of it in the store.
        public var takes: Int
        /// The glosses of a sentence, in order; `nil` in the other modes.
        public var signs: [String]?

        /// A sign and its number of takes.
        public init(sign: String, takes: Int, signs: [String]? = nil) {
            self.sign = sign
            self.takes = takes
            self.signs = signs
        }
    }

    /// One channel's result.
    public struct ChannelScore: Sendable, Hashable, Codable {
        /// 0–100, two decimals; `nil` (left out of the JSON) where too little was seen to say.
        public var score: Double?
        /// The share of the alignment, 0–1, in which both sides were seen.
        public var coverage: Double

        /// A score and its evidence.
        public init(score: Double?, coverage: Double) {
            self.score = score
            self.coverage = coverage
        }
    }

    /// When the sign happened and how fast.
    public struct Timing: Sendable, Hashable, Codable {
        /// The reference's duration over the attempt's: above 1 is faster than the reference.
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

        /// A tempo and the sign's bounds.
        public init(tempoRatio: Double, startS: Double, endS: Double) {
            self.tempoRatio = tempoRatio
            self.startS = startS
            self.endS = endS
        }
    }

    /// One thing to change: when, which part of the body, in which channel, by how much.
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
        /// How far off, with the unit.
        public var error: Measure
        /// One sentence that tells the learner what to change.
        public var message: String

        enum CodingKeys: String, CodingKey {
            case startS = "start_s"
            case endS = "end_s"
            case referenceS = "reference_s"
            case bodyPart = "body_part"
            case channel, severity, error, message
        }

        /// A moment of the given parts.
        public init(
            startS: Double, endS: Double, referenceS: Double, bodyPart: String, channel: String,
            severity: Double, error: Measure, message: String
        ) {
            self.startS = startS
            self.endS = endS
            self.referenceS = referenceS
            self.bodyPart = bodyPart
            self.channel = channel
            self.severity = severity
            self.error = error
            self.message = message
        }
    }

    /// A size with its unit.
    public struct Measure: Sendable, Hashable, Codable {
        /// The size, in `unit`.
        public var value: Double
        /// "degrees" of bend or turn, "palm lengths" of the thumb's reach, "shoulder widths" of place or way, or "times" as a ratio of size or tempo, 1 or
        /// more.
        public var unit: String

        /// A size and its unit.
        public init(value: Double, unit: String) {
            self.value = value
            self.unit = unit
        }
    }

    /// How far the recording can be trusted.
    public struct Quality: Sendable, Hashable, Codable {
        /// Frames in the recording.
        public var frames: Int
        /// The share of frames, 0–1, in which the hand was seen.
        public var leftHand: Double
        /// The share of frames, 0–1, in which the hand was seen.
        public var rightHand: Double
        /// Hands that the sign needs and the recording hardly shows, as "left" or "right". Of them nothing can be said, and an attempt
        /// that hides one does not pass, whatever the score of what was seen.
        public var unseenHands: [String]
        /// Plain sentences: what could not be judged, and why.
        public var warnings: [String]
        /// The kind of each warning, in their order, as ``RecordingWarning/Code`` has it.
        public var warningCodes: [String]

        enum CodingKeys: String, CodingKey {
            case frames
            case leftHand = "left_hand"
            case rightHand = "right_hand"
            case unseenHands = "unseen_hands"
            case warnings
            case warningCodes = "warning_codes"
        }

        /// Coverage and warnings of a recording.
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
        }

        /// Reads what an engine wrote, one of before without `unseen_hands` or `warning_codes` too.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            frames = try container.decode(Int.self, forKey: .frames)
            leftHand = try container.decode(Double.self, forKey: .leftHand)
            rightHand = try container.decode(Double.self, forKey: .rightHand)
            unseenHands = try container.decodeIfPresent([String].self, forKey: .unseenHands) ?? []
            warnings = try container.decode([String].self, forKey: .warnings)
            warningCodes =
                try container.decodeIfPresent([String].self, forKey: .warningCodes) ?? []
        }
    }
}
