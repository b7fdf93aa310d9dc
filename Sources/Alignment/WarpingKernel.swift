import CWarping

/// The compiled kernels for distances and warping paths. All give the same bits.
public enum WarpingKernel: Sendable, CaseIterable {
    /// With vectors of sixteen, for AVX-512 (F, DQ and VL).
    case avx512
    /// For AVX2 with FMA.
    case avx2
    /// Runs on any machine; by NEON on a 64-bit ARM.
    case portable

    /// The fastest on this machine.
    public static let best = allCases.first(where: \.runs) ?? .portable

    /// Whether this machine has the instructions.
    public var runs: Bool { compiled != nil }

    /// The vectors that it is compiled for, such as "AVX-512".
    public var name: String { String(cString: functions.pointee.name) }

    /// - Precondition: ``runs``.
    var functions: UnsafePointer<warping_kernel> {
        guard let compiled else { preconditionFailure("this machine has no \(self)") }
        return compiled
    }

    private var compiled: UnsafePointer<warping_kernel>? {
        switch self {
        case .avx512: warping_avx512()
        case .avx2: warping_avx2()
        case .portable: warping_portable()
        }
    }
}
