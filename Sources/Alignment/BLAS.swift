import COpenBLAS
import Synchronization

/// OpenBLAS, and the LAPACK on top of it, as many threads may call them at once.
package enum BLAS {
    /// Keeps OpenBLAS on the calling thread: products of this size lose to the hand-over between threads, parallel work is
    /// done over references, and results then do not depend on the machine's cores.
    private static let onOneThread: Void = openblas_set_num_threads(1)

    /// OpenBLAS's serial build, as Debian has it, hands its work space out without a lock: of two threads' products at once,
    /// one in a hundred came out wrong. Its other builds take care of themselves.
    private static let isUnlocked = openblas_get_parallel() == OPENBLAS_SEQUENTIAL
    private static let lock = Mutex(())

    /// Does some of its work, which may be nothing but calls of it.
    package static func call<Output>(_ work: () -> Output) -> Output {
        _ = onOneThread
        guard isUnlocked else { return work() }
        return lock.withLock { _ in work() }
    }
}
