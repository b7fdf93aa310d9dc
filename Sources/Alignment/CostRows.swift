import CWarping

/// The distances of some frames of an attempt to every frame of a reference, with the margin that the
/// recurrences need.
struct CostRows: ~Copyable {
    /// Numbers from one row to the next.
    let stride: Int
    private let memory: AlignedMemory

    /// The first distance of the first row.
    var floats: UnsafeMutablePointer<Float> { memory.floats + Int(WARPING_MARGIN) }

    /// Room for `frames` frames of the attempt. O(1).
    init(frames: Int, columns: Int) {
        let (lanes, margin) = (Int(WARPING_LANES), Int(WARPING_MARGIN))
        stride = (columns + lanes - 1) / lanes * lanes + 2 * margin
        // The kernels write whole tiles and read whole strips.
        let rows = max(PackedRows.padded(frames), (frames + margin - 1) / margin * margin)
        memory = AlignedMemory(floats: margin + rows * stride + 2 * margin)
    }

    /// Fills in the distances of packed frames; those outside the band are infinite. O(frames · columns ·
    /// features).
    ///
    /// - Parameter first: the index of the first frame in the attempt.
    func fill(
        _ rows: warping_rows, from first: Int, count: Int, _ reference: PackedReference,
        _ band: WarpingBand, _ layout: UnsafePointer<warping_layout>, kernel: WarpingKernel
    ) {
        var (rows, columns) = (rows, reference.packed)
        kernel.functions.pointee.costs(layout, &rows, &columns, floats, stride)
        guard !band.isOpen else { return }
        for row in 0..<count {
            let allowed = band.columns(forRow: first + row)
            let line = floats + row * stride
            line.update(repeating: .infinity, count: allowed.lowerBound)
            (line + allowed.upperBound)
                .update(repeating: .infinity, count: reference.frameCount - allowed.upperBound)
        }
    }
}
