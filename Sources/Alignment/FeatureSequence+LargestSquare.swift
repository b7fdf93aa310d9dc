extension FeatureSequence {
    /// The largest squared norm of a frame around a centre with the mismatch costs that it may meet, which bounds what
    /// rounding does to squared distances; frames too large to be measured aside. O(frames · features).
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
            // What is larger is infinitely far from everything: see CWarping.h.
            if square < 1e37 { largest = max(largest, square) }
        }
        return largest + costs
    }
}
