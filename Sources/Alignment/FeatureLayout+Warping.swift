import CWarping

extension FeatureLayout {
    /// Numbers of a packed frame: the features and two terms a group.
    var packedDepth: Int { dimension + 2 * groups.count }

    /// Calls `body` with the layout as the kernels take it.
    ///
    /// - Parameter centre: `[dimension]`, what is subtracted from each feature.
    func withWarpingLayout<Result>(
        centre: UnsafePointer<Float>, _ body: (UnsafePointer<warping_layout>) -> Result
    ) -> Result {
        starts.withUnsafeBufferPointer { starts in
            mismatchCosts.withUnsafeBufferPointer { costs in
                var layout = warping_layout(
                    dimension: dimension, groups: groups.count, starts: starts.baseAddress,
                    mismatch: costs.baseAddress, centre: centre)
                return withUnsafePointer(to: &layout, body)
            }
        }
    }
}
