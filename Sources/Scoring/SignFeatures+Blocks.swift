import SigningSpace

extension SignFeatures {
    /// `[frames]`: whether all groups of a block were measured. O(frames · groups).
    func seen(_ block: FeatureBlock) -> [Bool] {
        var masks = block.groups.map { seen($0) }
        guard var shown = masks.popLast() else { return Array(repeating: false, count: frameCount) }
        for mask in masks {
            for frame in shown.indices where !mask[frame] { shown[frame] = false }
        }
        return shown
    }
}
