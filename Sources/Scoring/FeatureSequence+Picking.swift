import Alignment

extension FeatureSequence {
    /// The chosen frames, in the given order. O(chosen frames · features).
    func picking(_ frames: some Collection<Int>) -> FeatureSequence {
        let (width, groups) = (layout.dimension, layout.groups.count)
        return FeatureSequence(
            layout: layout, frameCount: frames.count,
            values: frames.flatMap { values[$0 * width..<($0 + 1) * width] },
            seen: frames.flatMap { seen[$0 * groups..<($0 + 1) * groups] })
    }

    /// The frames from the last to the first. O(frames · features).
    var reversed: FeatureSequence { picking((0..<frameCount).reversed()) }
}
