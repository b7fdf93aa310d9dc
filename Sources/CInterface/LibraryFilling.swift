import Dispatch
import Foundation
import Signify

/// Libraries that read the rest of their signs while they score: a library outlives its store, and is used by the child of
/// a fork. A fork waits for them, since its child has no thread that would end them.
enum LibraryFilling {
    private static let underWay = DispatchGroup()
    private static let waitsAtFork = pthread_atfork({ LibraryFilling.underWay.wait() }, nil, nil) == 0

    /// A library whose signs cannot be read now reads each when it is asked for, and says so then.
    static func start(_ library: SignLibrary) {
        guard waitsAtFork else { return }
        DispatchQueue.global(qos: .utility).async(group: underWay) { try? library.fill() }
    }
}
