import Foundation

/// Writing to standard output and standard error.
package enum StandardStreams {
    /// Ignores `SIGPIPE` and reserves closed descriptors. Call it before any file is opened.
    package static func secure() {
        // Without it, a closed pipe ends the process by a signal in place of an error.
        signal(SIGPIPE, SIG_IGN)
        // The next opened file, the store's, would get a closed descriptor and be written to. In this mode
        // every use fails.
        for (descriptor, mode) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
        ]
        where fcntl(descriptor, F_GETFD) == -1 {
            // open() returns the lowest free descriptor, which is this one: those below it are open.
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
                // The reader closed the pipe on purpose, as `head` does.
                throw Program.Ended(.io)
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw AnalysisFailure(
                    "standard output cannot be written: \(reason); redirect it to another file", kind: .io)
            }
        }
    }

    /// Writes a line to standard output.
    package static func print(_ line: String) throws { try write((line + "\n").utf8) }

    /// Writes one line to standard error, with ? in place of control characters. Ignores a failed write.
    package static func note(_ line: String) {
        let bytes = Array((line.onOneLine + "\n").utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
