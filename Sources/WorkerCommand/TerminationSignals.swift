import Foundation
import Signify
import Synchronization

/// Turns the first SIGTERM or SIGINT into a request to end; the second ends the program at once, by the
/// default action.
///
/// A handler writes into a pipe, and a thread reads it, so a signal counts from the initializer on and on any
/// thread. (A dispatch source needs the signal ignored first, and loses one that arrives before it listens.)
/// Create one per program.
final class TerminationSignals: Sendable {
    private enum State {
        case running((@Sendable () -> Void)?)
        case ended
    }

    private let state = Mutex(State.running(nil))

    init() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        let reading = ends[0]
        // Written once, before the handlers are installed.
        terminationPipe = ends[1]
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in
                var byte: UInt8 = 0
                _ = write(terminationPipe, &byte, 1)
            }
        }
        // A program inherits blocked signals from the thread that starts it, such as Dispatch's.
        var both = sigset_t()
        sigemptyset(&both)
        for number in [SIGTERM, SIGINT] { sigaddset(&both, number) }
        pthread_sigmask(SIG_UNBLOCK, &both, nil)
        Thread.detachNewThread { [self] in
            var byte: UInt8 = 0
            while read(reading, &byte, 1) < 0, errno == EINTR {}
            for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
            let stop = state.withLock { state -> (@Sendable () -> Void)? in
                defer { state = .ended }
                if case .running(let stop) = state { return stop }
                return nil
            }
            stop?()
        }
    }

    /// Calls `stop` at the first signal, or at once if that has arrived.
    func onTermination(_ stop: @escaping @Sendable () -> Void) {
        let hasEnded = state.withLock { state in
            if case .ended = state { return true }
            state = .running(stop)
            return false
        }
        if hasEnded { stop() }
    }
}

// Global, because a signal handler cannot capture.
private nonisolated(unsafe) var terminationPipe: Int32 = -1
