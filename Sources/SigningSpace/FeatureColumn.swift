/// The features of one group over the frames of a clip.
struct FeatureColumn: Sendable {
    /// Features in one frame.
    let width: Int
    /// `[frames][width]`; zero where missing.
    var values: [Float]
    /// One a frame.
    var seen: [Bool]

    /// A column of zeros, for the caller to fill where the group is seen.
    init(_ group: FeatureGroup, seen: [Bool]) {
        width = group.width
        values = Array(repeating: 0, count: seen.count * width)
        self.seen = seen
    }

    /// Each feature less its median over the frames that show it: what a face does, not how it is built.
    /// O(width · frames · log frames).
    mutating func removeMedians() {
        let frames = seen.indices.filter { seen[$0] }
        for feature in 0..<width {
            guard let usual = BodyFrame.median(frames.map { values[$0 * width + feature] }) else { return }
            for frame in frames { values[frame * width + feature] -= usual }
        }
    }
}
