import Landmarks

/// Removes parts that a producer wrote in place of an undetected part: zeros, or one equal value at every
/// point.
enum UnseenParts {
    static func takeOut(of draft: inout RecordingDraft) {
        var emptied: [LandmarkPart: Int] = [:]
        for part in draft.layout.parts {
            for frame in 0..<draft.frameCount where isOnePoint(draft, part, frame) {
                draft.remove(part, frame: frame)
                emptied[part, default: 0] += 1
            }
        }
        guard let (part, frames) = emptied.max(by: { $0.value < $1.value }) else { return }
        draft.note(.unseenAsPoint, ["part": .text(part.name), "frames": .number(Double(frames))])
    }

    /// Whether all landmarks of a part lie at one point, which no body part does. Two landmarks decide most
    /// parts.
    private static func isOnePoint(_ draft: RecordingDraft, _ part: LandmarkPart, _ frame: Int) -> Bool {
        var first: SIMD3<Float>?
        var count = 0
        for place in draft.places(of: part, frame: frame) where draft.flags[place].contains(.present) {
            let start = place * LandmarkClip.stride
            let point = SIMD3(draft.values[start], draft.values[start + 1], draft.values[start + 2])
            guard let first else {
                first = point
                count = 1
                continue
            }
            // Only x and y are compared: where producers leave depth out, it is the same at every point.
            guard point.x == first.x, point.y == first.y else { return false }
            count += 1
        }
        return count > 1
    }
}
