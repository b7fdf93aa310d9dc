import SigningSpace

/// Something to correct, before it is put into words.
struct Finding {
    var channel: Channel
    /// The hands concerned.
    var roles: [HandRole]
    var advice: Advice
    /// How far off, in `unit`.
    var size: Float
    var unit: Unit
    /// How many times what may differ between people it is off; 1 at least.
    var severity: Float
    /// Frames of the attempt's clip.
    var frames: Range<Int>

    /// What sizes are counted in.
    enum Unit: String {
        case degrees
        case shoulderWidths = "shoulder widths"
        case palmLengths = "palm lengths"
        case times

        /// Decimals that mean something.
        var decimals: Int {
            switch self {
            case .degrees: 0
            case .shoulderWidths, .palmLengths: 2
            case .times: 1
            }
        }
    }
}
