/// The cells that the options allow in a matrix of a given size.
struct WarpingBand {
    let options: WarpingOptions
    /// Frames of the attempt, and of the reference.
    let rows: Int
    let columns: Int

    /// Whether every cell is allowed.
    var isOpen: Bool { options.bandShare == nil }
    /// The last row in which a path may begin, and the first in which it may end.
    var lastStart: Int { min(max(options.freeStart, 0), rows - 1) }
    var firstEnd: Int { max(rows - 1 - max(options.freeEnd, 0), 0) }

    /// See ``WarpingOptions/columns(forRow:rows:columns:)``.
    func columns(forRow row: Int) -> Range<Int> {
        options.columns(forRow: row, rows: rows, columns: columns)
    }
}
