import PracticeAnalysis
import Landmarks
import SigningSpace

/// What is in a recording.
struct Inspection: Encodable {
    struct Part: Encodable {
        let name: String
        let landmarks: Int
        /// The share of frames in which it was detected.
        let coverage: Double
    }

    let file: String
    let format: String?
    let frameCount: Int
    let durationSeconds: Double
    let hasTimestamps: Bool
    let fps: Double?
    let width: Int?
    let height: Int?
    let mirrored: Bool?
    let dominantHand: String?
    let dominantHandStated: Bool
    let parts: [Part]
    let warnings: [String]
    /// Why it cannot be scored, where it cannot.
    let unscorable: String?

    enum CodingKeys: String, CodingKey {
        case file, format, fps, width, height, mirrored, parts, warnings, unscorable
        case frameCount = "frames"
        case durationSeconds = "duration_s"
        case hasTimestamps = "timestamps"
        case dominantHand = "dominant_hand"
        case dominantHandStated = "dominant_hand_stated"
    }

    init(_ recording: Recording) {
        let clip = recording.clip
        file = CommandFailure.name(of: recording.path)
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
        do throws(SigningSpaceError) {
            let signing = try SigningClip(clip)
            dominantHand = signing.dominantHand.rawValue
            warnings = signing.warnings
            unscorable = nil
        } catch {
            dominantHand = clip.facts.dominantHand?.rawValue
            warnings = clip.warnings
            unscorable = error.description
        }
    }

    /// The same for people.
    var page: String {
        let size = width.flatMap { width in height.map { "\(width) × \($0)" } }
        let hand = dominantHand.map { "\($0) (\(dominantHandStated ? "stated" : "detected"))" }
        var lines = [
            file,
            "  format         \(format ?? "stream or folder of frames")",
            "  frames         \(frameCount), \(TextStyle.number(durationSeconds)) s"
                + (hasTimestamps ? ", with timestamps" : ""),
            "  frame rate     \(fps.map { "\(TextStyle.number($0)) a second" } ?? "not stated")",
            "  picture        \(size ?? "size not stated")",
            "  mirrored       \(mirrored.map { $0 ? "yes" : "no" } ?? "not stated")",
            "  dominant hand  \(hand ?? "not known")", "  parts",
        ]
        lines += parts.map {
            "    \(TextStyle.padded($0.name, 17)) \(TextStyle.aligned("\($0.landmarks)", 3)) landmarks, "
                + "seen in \(TextStyle.percent($0.coverage)) of the frames"
        }
        lines += warnings.map { "Note: \($0)" }
        if let unscorable { lines.append("Cannot be scored: \(unscorable)") }
        return lines.joined(separator: "\n")
    }
}
