extension FeatureSequence {
    /// The largest squared norm of a frame around a centre, plus the possible mismatch costs, which bounds
    /// the rounding error of squared distances. Frames above the kernels' limit do not count. O(frames ·
    /// features).
    ///
    /// - Parameter centre: `[dimension]`.
    func largestSquare(around centre: UnsafePointer<Float>) -> Double {
        let costs = layout.mismatchCosts.reduce(0.0) { $0 + 2 * Double($1) }
        var largest = 0.0
        for frame in 0..<frameCount {
            var square = 0.0
            for (group, range) in layout.ranges.enumerated() where isSeen(group, frame: frame) {
                for feature in range {
                    let value = Double(values[frame * layout.dimension + feature] - centre[feature])
                    square += value * value
                }
            }
            // Larger frames are infinitely far from all others: see CWarping.h.
            if square < 1e37 { largest = max(largest, square) }
        }
        return largest + costs
    }
}
