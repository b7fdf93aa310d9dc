import CWarping

/// The compiled kernel for distances and warping paths. All kernels give the same bits.
package enum WarpingKernel: Sendable, CaseIterable {
    /// The fastest on this machine: AVX2 with FMA, or the portable one.
    case best
    /// Runs on any machine.
    case portable

    var functions: UnsafePointer<warping_kernel> {
        switch self {
        case .best: warping_best()
        case .portable: warping_portable()
        }
    }
}
