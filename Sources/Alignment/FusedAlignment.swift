import CWarping

/// Memory to align an attempt with one reference from corner to corner by the fused kernel, without a BLAS
/// call and without a matrix that is kept.
struct FusedAlignment: ~Copyable {
    private let layout: FeatureLayout
    private let kernel: WarpingKernel
    private let rows: Int
    private let columns: Int
    private let costs: CostRows
    private let totals: AlignedMemory

    /// Room for an attempt of `rows` frames and a reference of `columns` frames. O(1).
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
    ///   - attempt: as many frames as the memory holds, of the same layout.
    ///   - first: the index of its first frame in the attempt of `band`.
    ///   - reference: as many frames as the memory holds, of the same layout.
    ///   - centre: the centre of both packings.
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
            // The kernel returns the steps in reverse.
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
