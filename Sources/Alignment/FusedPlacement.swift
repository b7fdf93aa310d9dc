import CWarping

/// Looks for the stretch of an attempt that a reference fits best, some frames at a time: distances and recurrence meet in the
/// cache, and no more of the attempt is in memory than a block, however long it is.
///
/// Each cell carries the row in which its path began, so that the cheapest stretch is known when the last row has been
/// seen; its path is then found by aligning it alone. That gives the same, but for rounding in frames near a gap: no path
/// inside the stretch is cheaper, and where some are equal both recurrences take the same one.
struct FusedPlacement: ~Copyable {
    /// Frames at a time: whole tiles and whole strips.
    private static let block = 48

    private let kernel: WarpingKernel
    private let layout: FeatureLayout
    private let band: WarpingBand
    private let rows: AlignedMemory
    private let costs: CostRows
    private let totals: AlignedMemory
    private let begun: AlignedMemory

    /// O(1).
    init(_ layout: FeatureLayout, _ band: WarpingBand, kernel: WarpingKernel) {
        self.kernel = kernel
        self.layout = layout
        self.band = band
        rows = AlignedMemory(floats: PackedRows.floats(rows: Self.block, depth: layout.packedDepth))
        costs = CostRows(frames: Self.block, columns: band.columns)
        totals = AlignedMemory(floats: warping_open_totals(band.columns))
        begun = AlignedMemory(byteCount: warping_open_totals(band.columns) * MemoryLayout<Int32>.stride)
    }

    /// The stretch with the cheapest path by its mean, the earliest of equal ones; `nil` where every path costs infinity.
    /// O(attempt frames · reference frames · features).
    func stretch(
        of attempt: FeatureSequence, _ reference: PackedReference, centre: SharedFloats
    ) -> Range<Int>? {
        var place = warping_place(mean: .infinity, first: 0, last: 0)
        let begun = begun.start.assumingMemoryBound(to: Int32.self)
        for first in stride(from: 0, to: band.rows, by: Self.block) {
            let frames = first..<min(first + Self.block, band.rows)
            let packed = PackedRows.pack(attempt, frames, centre: centre, kernel: kernel, into: rows)
            layout.withWarpingLayout(centre: centre.floats) { layout in
                costs.fill(packed, from: first, count: frames.count, reference, band, layout, kernel: kernel)
            }
            kernel.functions.pointee.find(
                costs.floats, costs.stride, first, frames.count, band.columns, band.lastStart, band.firstEnd,
                totals.floats, begun, &place)
        }
        return place.mean < .infinity ? place.first..<place.last + 1 : nil
    }
}
