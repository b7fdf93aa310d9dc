import COpenBLAS

/// Keeps OpenBLAS on the calling thread: products of this size lose to the hand-over between threads, parallel work
/// is done over references, and results then do not depend on the machine's cores.
enum BLASThreads {
    private static let once: Void = openblas_set_num_threads(1)

    /// Limits OpenBLAS to one thread, the first time it is called.
    static func useOne() { _ = once }
}
