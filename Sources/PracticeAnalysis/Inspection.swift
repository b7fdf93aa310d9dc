import Landmarks
import Scoring
import SigningSpace

/// What is in a recording.
public struct Inspection: Encodable, Sendable {
    /// What is in one part.
    public struct Part: Encodable, Sendable {
        /// As in JSON.
        public let name: String
        /// Landmarks in a frame.
        public let landmarks: Int
        /// The share of frames in which it was detected.
        public let coverage: Double
    }

    /// The path, or "standard input".
    public let file: String
    /// How it was encoded, where that was looked at.
    public let format: String?
    /// Frames in it.
    public let frameCount: Int
    /// Seconds from the first frame to the last.
    public let durationSeconds: Double
    /// Whether the frames state their times.
    public let hasTimestamps: Bool
    /// Frames a second, where stated.
    public let fps: Double?
    /// Pixels, where stated.
    public let width: Int?
    /// Pixels, where stated.
    public let height: Int?
    /// Whether the picture was mirrored, where stated.
    public let mirrored: Bool?
    /// "left" or "right": stated, or else detected.
    public let dominantHand: String?
    /// Whether somebody stated it.
    public let dominantHandStated: Bool
    /// What a frame holds.
    public let parts: [Part]
    /// What was mended or guessed, and what would speak against it as a reference, in words.
    public let warnings: [String]
    /// The kind of each of them, in their order.
    public let warningCodes: [String]
    /// Why it cannot be scored, where it cannot.
    public let unscorable: String?

    enum CodingKeys: String, CodingKey {
        case file, format, fps, width, height, mirrored, parts, warnings, unscorable
        case frameCount = "frames"
        case durationSeconds = "duration_s"
        case hasTimestamps = "timestamps"
        case warningCodes = "warning_codes"
        case dominantHand = "dominant_hand"
        case dominantHandStated = "dominant_hand_stated"
    }

    /// Looks through a recording. Linear in its frames.
    public init(_ recording: Recording) {
        let clip = recording.clip
        file = recording.place
        format = recording.format?.rawValue
        frameCount = clip.frameCount
        durationSeconds = recording.duration
        hasTimestamps = clip.timestamps != nil
        fps = clip.facts.fps
        width = clip.facts.width
        height = clip.facts.height
        mirrored = clip.facts.mirrored
        parts = clip.layout.parts.map {
            Part(name: $0.name, landmarks: clip.layout.count(of: $0), coverage: clip.coverage(of: $0))
        }
        dominantHandStated = clip.facts.dominantHand != nil
        let noted: [RecordingWarning]
        do throws(SigningSpaceError) {
            let take = try PreparedTake(clip)
            let verdict = ReferenceVerdict(take)
            dominantHand = take.clip.dominantHand.rawValue
            noted = verdict.faults + verdict.cautions
            unscorable = nil
        } catch {
            dominantHand = clip.facts.dominantHand?.rawValue
            noted = clip.warnings
            unscorable = error.description
        }
        warnings = noted.map(\.text)
        warningCodes = noted.map(\.code.rawValue)
    }
}
