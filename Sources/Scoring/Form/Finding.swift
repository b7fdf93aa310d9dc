import SigningSpace

/// A correction, before it is worded.
struct Finding {
    var channel: Channel
    /// The hands concerned.
    var roles: [HandRole]
    var advice: Advice
    /// The size of the error, in `unit`.
    var size: Float
    var unit: Unit
    /// The deviation in tolerances; at least 1.
    var severity: Float
    /// Frames of the attempt's clip.
    var frames: Range<Int>

    /// The unit of `size`.
    enum Unit: String {
        case degrees
        case shoulderWidths = "shoulder widths"
        case palmLengths = "palm lengths"
        case times

        /// The number of significant decimals.
        var decimals: Int {
            switch self {
            case .degrees: 0
            case .shoulderWidths, .palmLengths: 2
            case .times: 1
            }
        }
    }
}
