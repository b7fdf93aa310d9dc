import CWarping

/// Which of the compiled kernels computes distances and warping paths. All give the same bits.
package enum WarpingKernel: Sendable, CaseIterable {
    /// The fastest that the machine runs: AVX2 with FMA, or the portable one.
    case best
    /// Runs anywhere.
    case portable

    var functions: UnsafePointer<warping_kernel> {
        switch self {
        case .best: warping_best()
        case .portable: warping_portable()
        }
    }
}
