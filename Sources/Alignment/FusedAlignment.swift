import CWarping

/// Room to align an attempt with one reference by the fused kernel: distances and recurrence without a BLAS call or a matrix
/// that outlives it.
///
/// The distances are those of ``CostMatrix`` in another order of summation, and the path and its ties those of
/// ``CostMatrix/path(_:)`` through them.
struct FusedAlignment: ~Copyable {
    private let layout: FeatureLayout
    private let kernel: WarpingKernel
    private let rows: Int
    private let columns: Int
    /// Columns of ``WARPING_LANES`` frames of the reference.
    private let panels: Int
    /// From a row of costs to the next.
    private let stride: Int
    /// The packed reference, its constants, the costs and the totals.
    private let scratch: AlignedMemory
    private let costsStart: Int
    private let totalsStart: Int

    /// Room for an attempt and a reference of so many frames. O(1).
    init(layout: FeatureLayout, rows: Int, columns: Int, kernel: WarpingKernel) {
        self.layout = layout
        self.kernel = kernel
        self.rows = rows
        self.columns = columns
        let (lanes, tile, margin) = (Int(WARPING_LANES), Int(WARPING_ROWS), Int(WARPING_MARGIN))
        panels = (columns + lanes - 1) / lanes
        stride = panels * lanes + 2 * margin
        // Whole tiles are written, and whole strips are read.
        let costRows = max((rows + tile - 1) / tile * tile, (rows + margin - 1) / margin * margin)
        costsStart = panels * lanes * (layout.packedDepth + 2) + margin
        totalsStart = costsStart + costRows * stride + 2 * margin
        scratch = AlignedMemory(floats: totalsStart + warping_totals(rows, columns))
    }

    /// The cheapest path, corner to corner. O(rows · columns · features).
    ///
    /// - Parameters:
    ///   - attempt: as many frames as there is room for, of the same layout.
    ///   - reference: likewise.
    ///   - centre: what the attempt was packed around.
    /// - Throws: ``AlignmentError/noFinitePath``.
    func path(
        _ attempt: PackedRows, _ reference: warping_frames, centre: UnsafePointer<Float>
    ) throws(AlignmentError) -> WarpingPath {
        try withSteps(attempt, reference, centre: centre) { steps, cost in
            // They come last first.
            let path = [WarpingPath.Step](unsafeUninitializedCapacity: steps.count) { buffer, filled in
                for (place, step) in steps.reversed().enumerated() {
                    buffer.initializeElement(
                        at: place,
                        to: WarpingPath.Step(attempt: Int(step.row), reference: Int(step.column)))
                }
                filled = steps.count
            }
            return WarpingPath(steps: path, cost: cost, weight: rows + columns)
        }
    }

    /// The mean cost along the cheapest path, its distances by direct difference: exactly 0 between equal sequences.
    /// O(rows · columns · features).
    ///
    /// - Parameter frames: what `attempt` was packed from.
    /// - Throws: ``AlignmentError/noFinitePath``.
    func distance(
        _ attempt: PackedRows, from frames: warping_frames, _ reference: warping_frames,
        centre: UnsafePointer<Float>
    ) throws(AlignmentError) -> Double {
        let cost = try withSteps(attempt, reference, centre: centre) { steps, _ in
            layout.withWarpingLayout(centre: centre) { layout in
                var (left, right) = (frames, reference)
                return kernel.functions.pointee.path_cost(
                    layout, &left, &right, steps.baseAddress, steps.count)
            }
        }
        return cost / Double(rows + columns)
    }

    /// Calls `body` with the steps of the cheapest path, last first, and its cost.
    private func withSteps<Output>(
        _ attempt: PackedRows, _ reference: warping_frames, centre: UnsafePointer<Float>,
        _ body: (UnsafeBufferPointer<warping_step>, Float) -> Output
    ) throws(AlignmentError) -> Output {
        precondition(attempt.frameCount == rows && reference.frames == columns)
        let functions = kernel.functions.pointee
        layout.withWarpingLayout(centre: centre) { layout in
            var columns = pack(reference, layout)
            var rows = attempt.packed
            functions.costs(layout, &rows, &columns, scratch.floats + costsStart, stride)
        }
        return try withUnsafeTemporaryAllocation(of: warping_step.self, capacity: rows + columns) {
            steps throws(AlignmentError) in
            var total: Float = 0
            let count = functions.path(
                scratch.floats + costsStart, stride, rows, columns, scratch.floats + totalsStart,
                steps.baseAddress, &total)
            guard count > 0 else { throw .noFinitePath }
            return body(UnsafeBufferPointer(start: steps.baseAddress, count: count), total)
        }
    }

    /// Sixteen frames of the reference a column.
    private func pack(_ reference: warping_frames, _ layout: UnsafePointer<warping_layout>) -> warping_columns
    {
        let lanes = Int(WARPING_LANES)
        let depth = self.layout.packedDepth
        let constants = scratch.floats + panels * lanes * depth
        var packed = warping_columns(
            products: scratch.floats, constants: constants, whole_constants: constants + panels * lanes,
            columns: panels, has_gaps: false)
        var column = ColumnSources()
        for panel in 0..<panels {
            for lane in 0..<lanes {
                let frame = panel * lanes + lane
                if frame < columns {
                    column.set(lane, to: frame, of: reference, layout.pointee)
                } else {
                    column.clear(lane)
                }
            }
            let hasGaps = column.pack(
                kernel, layout, scratch.floats + panel * depth * lanes, packed.constants + panel * lanes,
                packed.whole_constants + panel * lanes)
            packed.has_gaps = packed.has_gaps || hasGaps
        }
        return packed
    }
}
