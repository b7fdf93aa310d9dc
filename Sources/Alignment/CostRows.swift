import CWarping

/// Room for the distances of some frames of an attempt to every frame of a reference, with what the recurrences need around
/// them.
struct CostRows: ~Copyable {
    /// From a row to the next.
    let stride: Int
    private let memory: AlignedMemory

    /// The first distance of the first row.
    var floats: UnsafeMutablePointer<Float> { memory.floats + Int(WARPING_MARGIN) }

    /// Room for so many frames of the attempt. O(1).
    init(frames: Int, columns: Int) {
        let (lanes, margin) = (Int(WARPING_LANES), Int(WARPING_MARGIN))
        stride = (columns + lanes - 1) / lanes * lanes + 2 * margin
        // Whole tiles are written, and whole strips are read.
        let rows = max(PackedRows.padded(frames), (frames + margin - 1) / margin * margin)
        memory = AlignedMemory(floats: margin + rows * stride + 2 * margin)
    }

    /// The distances of packed frames, those outside the band infinite. O(frames · columns · features).
    ///
    /// - Parameter first: the first frame's place in the attempt.
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
