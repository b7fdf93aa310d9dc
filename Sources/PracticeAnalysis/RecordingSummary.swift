import Landmarks

/// The summary statistics that go with a stored attempt (`raw_metrics`).
///
/// No key is `frames`, `media_id`, `bucket` or `path`: those make the document an attempt or a reference to one.
public struct RecordingSummary: Encodable {
    let file: String
    let format: String?
    let frameCount: Int
    let durationSeconds: Double
    let fps: Double?
    /// The share of frames in which each part was detected.
    let coverage: [String: Double]

    enum CodingKeys: String, CodingKey {
        case file, format, fps, coverage
        case frameCount = "frame_count"
        case durationSeconds = "duration_s"
    }

    /// The statistics of a recording. Linear in its frames.
    public init(_ recording: Recording) {
        let clip = recording.clip
        file = recording.name
        format = recording.format?.rawValue
        frameCount = clip.frameCount
        durationSeconds = recording.duration
        fps = clip.facts.fps
        coverage = Dictionary(
            uniqueKeysWithValues: clip.layout.parts.map {
                ($0.name, (clip.coverage(of: $0) * 1e4).rounded() / 1e4)
            })
    }
}

extension LandmarkPart {
    /// As in JSON that the front ends write.
    public var name: String {
        switch self {
        case .pose: "pose"
        case .face: "face"
        case .leftHand: "left_hand"
        case .rightHand: "right_hand"
        case .poseWorld: "pose_world"
        case .leftHandWorld: "left_hand_world"
        case .rightHandWorld: "right_hand_world"
        }
    }
}
