import CWarping

/// Finds the stretch of an attempt that fits a reference best, a block of frames at a time. Distances and
/// recurrence stay in the cache, and memory holds one block of the attempt, whatever its length.
///
/// Each cell carries the row in which its path began, so the cheapest stretch is known after the last row; an
/// alignment of that stretch alone then gives the path. Apart from rounding in frames near a gap, the path is
/// the same: no path inside the stretch is cheaper, and both recurrences break ties alike.
struct FusedPlacement: ~Copyable {
    /// Frames per block: whole tiles and whole strips.
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

    /// The stretch with the lowest mean cost, the earliest of equal ones; `nil` where every path costs
    /// infinity. O(attempt frames · reference frames · features).
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
