import CWarping

/// Room to align an attempt with one reference, corner to corner, by the fused kernel: distances and recurrence without a
/// BLAS call or a matrix that outlives it.
struct FusedAlignment: ~Copyable {
    private let layout: FeatureLayout
    private let kernel: WarpingKernel
    private let rows: Int
    private let columns: Int
    private let costs: CostRows
    private let totals: AlignedMemory

    /// Room for so many frames of an attempt and of a reference. O(1).
    init(layout: FeatureLayout, rows: Int, columns: Int, kernel: WarpingKernel) {
        self.layout = layout
        self.kernel = kernel
        self.rows = rows
        self.columns = columns
        costs = CostRows(frames: rows, columns: columns)
        totals = AlignedMemory(floats: warping_totals(rows, columns))
    }

    /// The cheapest path. O(rows · columns · features).
    ///
    /// - Parameters:
    ///   - attempt: as many frames as there is room for, of the same layout.
    ///   - first: the place of the first of them in the attempt that `band` is of.
    ///   - reference: likewise.
    ///   - centre: what both were packed around.
    /// - Throws: ``AlignmentError/noFinitePath``.
    func path(
        _ attempt: PackedRows, from first: Int, _ reference: PackedReference, _ band: WarpingBand,
        centre: SharedFloats
    ) throws(AlignmentError) -> WarpingPath {
        try withSteps(attempt, from: first, reference, band, centre: centre) { steps, cost in
            // They come last first.
            let path = [WarpingPath.Step](unsafeUninitializedCapacity: steps.count) { buffer, filled in
                for (place, step) in steps.reversed().enumerated() {
                    buffer.initializeElement(
                        at: place,
                        to: WarpingPath.Step(attempt: first + Int(step.row), reference: Int(step.column)))
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
        centre: SharedFloats
    ) throws(AlignmentError) -> Double {
        let packed = PackedReference(reference, layout, centre: centre, kernel: kernel)
        let band = WarpingBand(options: WarpingOptions(), rows: rows, columns: columns)
        let cost = try withSteps(attempt, from: 0, packed, band, centre: centre) { steps, _ in
            layout.withWarpingLayout(centre: centre.floats) { layout in
                var (left, right) = (frames, reference)
                return kernel.functions.pointee.path_cost(
                    layout, &left, &right, steps.baseAddress, steps.count)
            }
        }
        return cost / Double(rows + columns)
    }

    /// Calls `body` with the steps of the cheapest path, last first, and its cost.
    private func withSteps<Output>(
        _ attempt: PackedRows, from first: Int, _ reference: PackedReference, _ band: WarpingBand,
        centre: SharedFloats, _ body: (UnsafeBufferPointer<warping_step>, Float) -> Output
    ) throws(AlignmentError) -> Output {
        precondition(attempt.frameCount == rows && reference.frameCount == columns)
        layout.withWarpingLayout(centre: centre.floats) { layout in
            costs.fill(
                attempt.packed, from: first, count: rows, reference, band, layout, kernel: kernel)
        }
        return try withUnsafeTemporaryAllocation(of: warping_step.self, capacity: rows + columns) {
            steps throws(AlignmentError) in
            var total: Float = 0
            let count = kernel.functions.pointee.path(
                costs.floats, costs.stride, rows, columns, totals.floats, steps.baseAddress, &total)
            guard count > 0 else { throw .noFinitePath }
            return body(UnsafeBufferPointer(start: steps.baseAddress, count: count), total)
        }
    }
}
