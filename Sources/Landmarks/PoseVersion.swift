/// The versions of `.pose`; each has another body.
enum PoseVersion {
    /// Interleaved, with the people counted in every frame.
    case v0_0
    /// Planar, with frame rate and frame count in 16 bits.
    case v0_1
    /// Planar, with a float frame rate and a 32-bit frame count.
    case v0_2

    /// The version that a file states as a float, compared to three decimals as in pose-format.
    init?(stated: Float) {
        switch stated {
        case -0.0005..<0.0005: self = .v0_0
        case 0.0995..<0.1005: self = .v0_1
        case 0.1995..<0.2005: self = .v0_2
        default: return nil
        }
    }
}
