import Foundation

/// Standard output and error, written without surprises.
package enum StandardStreams {
    /// Makes both safe to use, before any file is opened.
    package static func secure() {
        // A reader that went away is an error to report, not a signal to die of.
        signal(SIGPIPE, SIG_IGN)
        // A closed descriptor would go to the next file opened, the store's, and be written into. The mode is the
        // one that makes its use fail.
        for (descriptor, mode) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
        ]
        where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free descriptor is this one, since those below it are open by now.
            _ = open("/dev/null", mode)
        }
    }

    /// Writes all of `bytes` to standard output.
    package static func write(_ bytes: some Sequence<UInt8>) throws {
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                // Who closed the pipe has seen enough.
                throw Program.Ended(.io)
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw AnalysisFailure(
                    "standard output cannot be written: \(reason); send it elsewhere", kind: .io)
            }
        }
    }

    /// Writes a line to standard output.
    package static func print(_ line: String) throws { try write((line + "\n").utf8) }

    /// Writes a line to standard error; a failure to do so has nowhere to go. Line breaks of a strange file name
    /// are shown as ?, for one line stays one line.
    package static func note(_ line: String) {
        let bytes = Array((line.onOneLine + "\n").utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
