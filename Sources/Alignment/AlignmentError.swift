/// Why two sequences could not be aligned.
public enum AlignmentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sequence has no frames.
    case noFrames
    /// The sequences' features differ in kind.
    case differentLayouts
    /// The matrix would pass ``CostMatrix/cellLimit``.
    case tooLarge(rows: Int, columns: Int)
    /// Every path costs infinity: in one sequence no frame has only finite features.
    case noFinitePath

    public var description: String {
        switch self {
        case .noFrames: "a sequence to align has no frames; trim less of it"
        case .differentLayouts: "the two sequences have different features; build both with the same features"
        case .tooLarge(let rows, let columns):
            "\(rows) × \(columns) frames are too many to align at once; cut the recording into parts"
        case .noFinitePath: "no alignment has a finite cost; the features hold numbers that are not finite"
        }
    }
}
