import CWarping

extension WarpingPath {
    /// More cells than a sign has with a sign are left to ``CostMatrix``, whose product is tiled for the caches.
    static let fusedCells = 1 << 20

    /// The cheapest path between an attempt and a reference, corner to corner: that of ``CostMatrix/path(_:)``, of which it
    /// is the fast twin for the sizes of signs. O(attempt frames · reference frames · features).
    ///
    /// - Throws: ``AlignmentError``.
    public init(aligning attempt: FeatureSequence, with reference: FeatureSequence) throws(AlignmentError) {
        try self.init(aligning: attempt, with: reference, kernel: .best)
    }

    package init(
        aligning attempt: FeatureSequence, with reference: FeatureSequence, kernel: WarpingKernel
    ) throws(AlignmentError) {
        guard attempt.layout == reference.layout else { throw .differentLayouts }
        guard attempt.frameCount > 0, reference.frameCount > 0 else { throw .noFrames }
        let (cells, overflow) = attempt.frameCount.multipliedReportingOverflow(by: reference.frameCount)
        guard !overflow, cells <= Self.fusedCells, attempt.layout.dimension > 0 else {
            self = try CostMatrix(attempt: attempt, reference: reference).path()
            return
        }
        let layout = reference.layout
        let centre = AlignedMemory(floats: layout.dimension)
        layout.withWarpingLayout(centre: centre.floats) { layout in
            reference.withWarpingFrames { frames in
                var frames = frames
                kernel.functions.pointee.centre(layout, &frames, centre.floats)
            }
        }
        let rows = PackedRows(attempt, centre: centre.floats, kernel: kernel)
        let alignment = FusedAlignment(
            layout: layout, rows: attempt.frameCount, columns: reference.frameCount, kernel: kernel)
        self = try reference.withWarpingFrames { frames in
            Result { () throws(AlignmentError) in try alignment.path(rows, frames, centre: centre.floats) }
        }.get()
    }
}
