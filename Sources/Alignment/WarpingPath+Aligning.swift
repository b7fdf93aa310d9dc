import CWarping

extension WarpingPath {
    /// The cheapest warping path, by dynamic time warping with the symmetric step pattern of Sakoe & Chiba
    /// (1978), P = 0. A diagonal step weighs 2 and the others 1, so every path between the same ends has the
    /// same weight, and costs compare as means.
    ///
    ///     D(i, j) = min( D(i−1, j−1) + 2c(i, j),  D(i−1, j) + c(i, j),  D(i, j−1) + c(i, j) )
    ///
    /// With free ends a path may start in any of the first `freeStart + 1` frames of the attempt and end in
    /// any of the last `freeEnd + 1`; it crosses the whole reference. The end frame is the one with the
    /// lowest mean cost, because the lowest sum would always leave out as many frames as allowed. Ties go to
    /// the diagonal, then to the step in the attempt, then to the earlier end.
    ///
    /// Distances are in float32 by the expansion of the square: the cost is accurate to 1e-4 of its value,
    /// except near 0.
    ///
    /// O(attempt frames · reference frames · features); twice that with free ends where the stretch found is
    /// nearly the whole attempt. Memory is 8 bytes per pair of frames in the stretch.
    ///
    /// - Throws: ``AlignmentError``; ``AlignmentError/tooLarge(rows:columns:)`` where the stretch has more than
    ///   ``CostMatrix/cellLimit`` pairs.
    public init(
        aligning attempt: FeatureSequence, with reference: FeatureSequence,
        _ options: WarpingOptions = WarpingOptions()
    ) throws(AlignmentError) {
        try self.init(aligning: attempt, with: reference, options, kernel: .best)
    }

    package init(
        aligning attempt: FeatureSequence, with reference: FeatureSequence,
        _ options: WarpingOptions = WarpingOptions(), kernel: WarpingKernel
    ) throws(AlignmentError) {
        guard attempt.layout == reference.layout else { throw .differentLayouts }
        guard attempt.frameCount > 0, reference.frameCount > 0 else { throw .noFrames }
        let centre = SharedFloats(count: reference.layout.dimension)
        reference.layout.withWarpingLayout(centre: centre.floats) { layout in
            reference.withWarpingFrames { frames in
                var frames = frames
                kernel.functions.pointee.centre(layout, &frames, centre.floats)
            }
        }
        try self.init(aligning: attempt, with: reference, options, centre: centre, kernel: kernel)
    }

    /// The same path, with distances around a centre, `[dimension]`.
    init(
        aligning attempt: FeatureSequence, with reference: FeatureSequence, _ options: WarpingOptions,
        centre: SharedFloats, kernel: WarpingKernel
    ) throws(AlignmentError) {
        let layout = reference.layout
        let band = WarpingBand(options: options, rows: attempt.frameCount, columns: reference.frameCount)
        let packed = reference.withWarpingFrames {
            PackedReference($0, layout, centre: centre, kernel: kernel)
        }
        var stretch = 0..<band.rows
        if band.lastStart > 0 || band.firstEnd < band.rows - 1 {
            let placement = FusedPlacement(layout, band, kernel: kernel)
            guard let found = placement.stretch(of: attempt, packed, centre: centre) else {
                throw .noFinitePath
            }
            stretch = found
        }
        let (cells, overflow) = stretch.count.multipliedReportingOverflow(by: band.columns)
        guard !overflow, cells <= CostMatrix.cellLimit else {
            throw .tooLarge(rows: stretch.count, columns: band.columns)
        }
        let rows = PackedRows(attempt, stretch, centre: centre, kernel: kernel)
        let alignment = FusedAlignment(
            layout: layout, rows: stretch.count, columns: band.columns, kernel: kernel)
        self = try alignment.path(rows, from: stretch.lowerBound, packed, band, centre: centre)
    }
}
