import CWarping

extension FeatureLayout {
    /// Numbers per packed frame: the features, and two terms per group.
    var packedDepth: Int { dimension + 2 * groups.count }

    /// Calls `body` with the layout in the kernels' form.
    ///
    /// - Parameter centre: `[dimension]`, subtracted from the features; `nil` where the kernel does not read it.
    func withWarpingLayout<Result>(
        centre: UnsafePointer<Float>?, _ body: (UnsafePointer<warping_layout>) -> Result
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
