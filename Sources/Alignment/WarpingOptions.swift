/// The allowed warping paths.
public struct WarpingOptions: Sendable, Hashable {
    /// Half-width of the Sakoe-Chiba band around the diagonal, as a share of the longer side; `nil` allows every
    /// path. The band follows the slope of the matrix, and is widened where no path would fit.
    public var bandShare: Double?
    /// Frames of the attempt that may be left out at its start.
    public var freeStart: Int
    /// Frames of the attempt that may be left out at its end.
    public var freeEnd: Int

    /// Every path from corner to corner by default.
    public init(bandShare: Double? = nil, freeStart: Int = 0, freeEnd: Int = 0) {
        self.bandShare = bandShare
        self.freeStart = freeStart
        self.freeEnd = freeEnd
    }

    /// The reference frames in the band for a frame of the attempt. O(1).
    ///
    /// With T attempt frames and R reference frames, |j·(T−1)/(R−1) − i| ≤ max(share · max(T, R), slope, 1) + free
    /// ends, written for the columns (Sakoe & Chiba 1978, adjusted to the slope as usual for unequal lengths).
    public func columns(forRow row: Int, rows: Int, columns: Int) -> Range<Int> {
        guard let bandShare else { return 0..<columns }
        let slope = rows > 1 ? Double(columns - 1) / Double(rows - 1) : Double(columns)
        let reach = Swift.max(bandShare * Double(Swift.max(rows, columns)), slope, 1)
        let centre = rows > 1 ? Double(row) * slope : 0
        // A path that leaves out frames at an end is shifted by as many from the diagonal.
        let low = (centre - reach - Double(freeStart) * slope).rounded(.down)
        let high = (centre + reach + Double(freeEnd) * slope).rounded(.up)
        let first = Swift.max(0, Swift.min(Double(columns - 1), low))
        let last = Swift.max(0, Swift.min(Double(columns - 1), high))
        return Int(first)..<Int(last) + 1
    }
}
