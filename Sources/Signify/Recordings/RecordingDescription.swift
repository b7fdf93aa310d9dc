import Landmarks

/// Facts and coverage of a recording: the `raw_metrics` of a stored attempt, and a part of an ``Inspection``.
///
/// It has none of the keys `frames`, `media_id`, `bucket` and `path`: a document with these is an attempt, or
/// a reference to one.
public struct RecordingDescription: Encodable, Sendable, Hashable {
    /// The file name without its folder; no control characters, at most 190 scalars.
    public let file: String
    /// The detected encoding; `nil` for standard input, a folder of frames and landmarks in memory.
    public let format: String?
    public let frameCount: Int
    /// Seconds from the first frame to the last.
    public let durationSeconds: Double
    /// Whether the frames have timestamps.
    public let hasTimestamps: Bool
    /// Frames per second, where stated.
    public let fps: Double?
    /// Pixels, where stated.
    public let width: Int?
    /// Pixels, where stated.
    public let height: Int?
    /// Whether the image was mirrored, where stated.
    public let mirrored: Bool?
    /// Landmarks and coverage of each part.
    public let parts: [Part]

    /// One part of a frame.
    public struct Part: Encodable, Sendable, Hashable {
        /// The part's name in JSON, such as `left_hand`.
        public let name: String
        /// Landmarks per frame.
        public let landmarks: Int
        /// The share of frames in which the part was detected, 0–1, four decimals.
        public let coverage: Double
    }

    enum CodingKeys: String, CodingKey {
        case file, format, fps, width, height, mirrored, parts
        case frameCount = "frame_count"
        case durationSeconds = "duration_s"
        case hasTimestamps = "timestamps"
    }

    /// Describes a recording. Linear in its frames.
    public init(_ recording: Recording) {
        let clip = recording.clip
        file = recording.name
        format = recording.format?.rawValue
        frameCount = clip.frameCount
        durationSeconds = recording.duration
        hasTimestamps = clip.timestamps != nil
        fps = clip.facts.fps
        width = clip.facts.width
        height = clip.facts.height
        mirrored = clip.facts.mirrored
        parts = clip.layout.parts.map {
            Part(
                name: $0.name, landmarks: clip.layout.count(of: $0),
                coverage: (clip.coverage(of: $0) * 1e4).rounded() / 1e4)
        }
    }
}
