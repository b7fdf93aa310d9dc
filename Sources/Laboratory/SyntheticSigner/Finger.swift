/// A finger of a hand, in MediaPipe's order.
public enum Finger: Int, CaseIterable, Sendable, Hashable {
    case thumb, index, middle, ring, pinky

    /// The landmark, 0–20, of the finger's first joint (the thumb's CMC, the others' MCP).
    public var baseLandmark: Int { 1 + 4 * rawValue }

    /// As "index".
    public var name: String {
        switch self {
        case .thumb: "thumb"
        case .index: "index"
        case .middle: "middle"
        case .ring: "ring"
        case .pinky: "pinky"
        }
    }
}
