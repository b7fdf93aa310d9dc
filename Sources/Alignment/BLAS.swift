import COpenBLAS
import Synchronization

/// OpenBLAS and the LAPACK on it, safe to call from many threads.
package enum BLAS {
    /// Keeps OpenBLAS on the calling thread. For products of this size the hand-over between threads costs
    /// more than it saves; parallel work runs over references instead, so results do not depend on the number
    /// of cores.
    private static let onOneThread: Void = openblas_set_num_threads(1)

    /// Whether OpenBLAS is its serial build, as in Debian, which shares its work space without a lock: of two
    /// threads' simultaneous products one in a hundred was wrong. The other builds lock it.
    private static let isUnlocked = openblas_get_parallel() == OPENBLAS_SEQUENTIAL
    private static let lock = Mutex(())

    /// Runs `work`, which calls OpenBLAS; keep other work outside, because it may hold the lock.
    package static func call<Output>(_ work: () -> Output) -> Output {
        _ = onOneThread
        guard isUnlocked else { return work() }
        return lock.withLock { _ in work() }
    }
}
