import Foundation
import Signify
import Synchronization

/// Turns the first SIGTERM or SIGINT into a request to end; the second ends the program at once, as it would have.
///
/// A handler that writes into a pipe, and a thread that reads it: a signal is heard from the moment that this is made, on
/// whichever thread it arrives. (A dispatch source wants the signal ignored first, and one that comes before the source
/// listens is lost.) Made once in a program.
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
        // Written before the handler is there, and never again.
        terminationPipe = ends[1]
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in
                var byte: UInt8 = 0
                _ = write(terminationPipe, &byte, 1)
            }
        }
        // A program that was started from a thread that blocks signals, as Dispatch's do, inherits that.
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

    /// Has `stop` called at the first signal, at once where it came already.
    func onTermination(_ stop: @escaping @Sendable () -> Void) {
        let hasEnded = state.withLock { state in
            if case .ended = state { return true }
            state = .running(stop)
            return false
        }
        if hasEnded { stop() }
    }
}

// A signal handler can capture nothing.
private nonisolated(unsafe) var terminationPipe: Int32 = -1
