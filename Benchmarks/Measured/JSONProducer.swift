import Landmarks

/// The JSON shapes of MediaPipe landmarks.
public enum JSONProducer: String, CaseIterable, Sendable {
    /// The browser's older Holistic: a part is an array of points, each an object.
    case legacy
    /// The browser's HolisticLandmarker: a part is an array of people, a person an array of points.
    case tasks
    /// Python's HolisticLandmarker: keys in snake case, points with a presence and a name.
    case python
    /// protobuf's MessageToDict: a part is an object with an array of points.
    case protobuf

    /// A recording in this shape: an object with `frames`, one frame per line. Coordinates are float32
    /// written as float64, with up to 17 digits, as in JavaScript and Python.
    public func document(_ clip: LandmarkClip) -> [UInt8] {
        var text = "{\"fps\":30,\"width\":640,\"height\":480,\"frames\":[\n"
        for frame in 0..<clip.frameCount {
            text += line(clip, frame: frame) + (frame + 1 < clip.frameCount ? ",\n" : "\n")
        }
        return Array((text + "]}\n").utf8)
    }

    /// The same as NDJSON, one frame per line.
    public func lines(_ clip: LandmarkClip) -> [[UInt8]] {
        (0..<clip.frameCount).map { Array((line(clip, frame: $0) + "\n").utf8) }
    }

    private func line(_ clip: LandmarkClip, frame: Int) -> String {
        let parts = clip.layout.parts.filter { clip.isPresent($0, frame: frame) }
            .map { "\"\(key($0))\":\(nested(points(clip, $0, frame: frame)))" }
        // Every frame has a known key.
        let hand = "\"\(key(.leftHand))\":\(nested(""))"
        let isLeftSeen = clip.isPresent(.leftHand, frame: frame)
        return "{\"t\":\(clip.time(ofFrame: frame)),"
            + (parts + (isLeftSeen ? [] : [hand])).joined(separator: ",") + "}"
    }

    private func points(_ clip: LandmarkClip, _ part: LandmarkPart, frame: Int) -> String {
        (clip.layout.range(of: part) ?? 0..<0).map { landmark in
            let start = (frame * clip.layout.landmarkCount + landmark) * LandmarkClip.stride
            let (x, y, z) = (clip.values[start], clip.values[start + 1], clip.values[start + 2])
            let place = "\"x\":\(Double(x)),\"y\":\(Double(y)),\"z\":\(Double(z))"
            let visibility = ",\"visibility\":\(part == .pose ? Double(clip.values[start + 3]) : 0)"
            switch self {
            // The older Holistic has a visibility for the pose only, and protobuf omits zeros.
            case .legacy, .protobuf: return "{\(place)\(part == .pose ? visibility : "")}"
            case .tasks: return "{\(place)\(visibility)}"
            case .python: return "{\(place)\(visibility),\"presence\":0.0,\"name\":null}"
            }
        }.joined(separator: ",")
    }

    private func nested(_ points: String) -> String {
        switch self {
        case .legacy, .python: "[\(points)]"
        case .tasks: points.isEmpty ? "[]" : "[[\(points)]]"
        case .protobuf: "{\"landmark\":[\(points)]}"
        }
    }

    private func key(_ part: LandmarkPart) -> String {
        let words: (String, String) =
            switch part {
            case .pose: ("pose", "pose")
            case .face: ("face", "face")
            case .leftHand: ("left_hand", "leftHand")
            case .rightHand: ("right_hand", "rightHand")
            case .poseWorld: ("pose_world", "poseWorld")
            case .leftHandWorld: ("left_hand_world", "leftHandWorld")
            case .rightHandWorld: ("right_hand_world", "rightHandWorld")
            }
        return self == .python || self == .protobuf ? words.0 + "_landmarks" : words.1 + "Landmarks"
    }
}
