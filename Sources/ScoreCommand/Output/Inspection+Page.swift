import Signify

extension Inspection {
    /// The inspection as text for people; `file` is the recording's name.
    func page(file: String) -> String {
        let (fps, mirrored) = (description.fps, description.mirrored)
        let (width, height) = (description.width, description.height)
        let size = width.flatMap { width in height.map { "\(width) × \($0)" } }
        let hand = dominantHand.map { "\($0) (\(dominantHandStated ? "stated" : "detected"))" }
        var lines = [
            file,
            "  format         \(description.format ?? "stream or folder of frames")",
            "  frames         \(description.frameCount), \(TextStyle.number(description.durationSeconds)) s"
                + (description.hasTimestamps ? ", with timestamps" : ""),
            "  frame rate     \(fps.map { "\(TextStyle.number($0)) a second" } ?? "not stated")",
            "  picture        \(size ?? "size not stated")",
            "  mirrored       \(mirrored.map { $0 ? "yes" : "no" } ?? "not stated")",
            "  dominant hand  \(hand ?? "not known")", "  parts",
        ]
        lines += description.parts.map {
            "    \(TextStyle.padded($0.name, 17)) \(TextStyle.aligned("\($0.landmarks)", 3)) landmarks, "
                + "seen in \(TextStyle.percent($0.coverage)) of the frames"
        }
        lines += warnings.map { "Note: \($0)" }
        if let unscorable { lines.append("Cannot be scored: \(unscorable)") }
        return lines.joined(separator: "\n")
    }
}
