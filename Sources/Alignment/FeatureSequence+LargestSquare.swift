extension FeatureSequence {
    /// The largest squared norm of a frame with the mismatch costs that it may meet, which bounds what rounding does to
    /// squared distances; frames too large to be measured aside. O(frames · features).
    var largestSquare: Double {
        let costs = layout.mismatchCosts.reduce(0.0) { $0 + 2 * Double($1) }
        var largest = 0.0
        for frame in 0..<frameCount {
            let start = frame * layout.dimension
            let square = values[start..<start + layout.dimension].reduce(0.0) { $0 + Double($1) * Double($1) }
            // What is larger is infinitely far from everything: see CWarping.h.
            if square < 1e37 { largest = max(largest, square) }
        }
        return largest + costs
    }
}
