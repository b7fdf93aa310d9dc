/// The features of one group over the frames of a clip.
struct FeatureColumn: Sendable {
    /// Features per frame.
    let width: Int
    /// `[frames][width]`; zero where missing.
    var values: [Float]
    /// Whether each frame shows the group.
    var seen: [Bool]

    /// A column of zeros; the caller fills the frames that show the group.
    init(_ group: FeatureGroup, seen: [Bool]) {
        width = group.width
        values = Array(repeating: 0, count: seen.count * width)
        self.seen = seen
    }

    /// Subtracts from each feature its median over the frames that show it, which removes the shape of a face
    /// and keeps its movement. O(width · frames · log frames).
    mutating func removeMedians() {
        let frames = seen.indices.filter { seen[$0] }
        for feature in 0..<width {
            guard let usual = BodyFrame.median(frames.map { values[$0 * width + feature] }) else { return }
            for frame in frames { values[frame * width + feature] -= usual }
        }
    }
}
