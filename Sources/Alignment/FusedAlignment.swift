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
            // They come last first.
            let path = [WarpingPath.Step](unsafeUninitializedCapacity: count) { buffer, filled in
                for (place, step) in steps[..<count].reversed().enumerated() {
                    buffer.initializeElement(
                        at: place,
                        to: WarpingPath.Step(attempt: first + Int(step.row), reference: Int(step.column)))
                }
                filled = count
            }
            return WarpingPath(steps: path, cost: total, weight: rows + columns)
        }
    }
}
