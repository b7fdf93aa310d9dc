extension Array<FeatureSequence> {
    /// The mean of each feature over the frames that show it, of all sequences; 0 where none does, or where
    /// the sum exceeds float32. O(frames · features); long collections are sampled at equal intervals.
    func centre(_ layout: FeatureLayout) -> [Float] {
        let most = 100_000
        let frames = reduce(0) { $0 + $1.frameCount }
        let step = Swift.max(1, frames / most)
        var sums = [Double](repeating: 0, count: layout.dimension)
        var counts = [Double](repeating: 0, count: layout.groups.count)
        for sequence in self {
            for frame in stride(from: 0, to: sequence.frameCount, by: step) {
                for (group, range) in layout.ranges.enumerated() where sequence.isSeen(group, frame: frame) {
                    let start = frame * layout.dimension
                    guard range.allSatisfy({ sequence.values[start + $0].isFinite }) else { continue }
                    counts[group] += 1
                    for feature in range { sums[feature] += Double(sequence.values[start + feature]) }
                }
            }
        }
        var centre = [Float](repeating: 0, count: layout.dimension)
        for (group, range) in layout.ranges.enumerated() where counts[group] > 0 {
            for feature in range {
                let mean = Float(sums[feature] / counts[group])
                centre[feature] = abs(mean) < 1e15 ? mean : 0
            }
        }
        return centre
    }
}
