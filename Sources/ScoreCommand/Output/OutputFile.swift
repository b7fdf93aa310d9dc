import Foundation
import Signify

/// A file that is written whole or not at all.
struct OutputFile {
    private let path: String

    /// `-` is standard output.
    init(_ path: String) { self.path = path }

    /// Writes `bytes` to a temporary file beside the output and renames it: a reader sees the old file or the
    /// new one.
    func write(_ bytes: [UInt8]) throws {
        guard path != "-" else { return try StandardStreams.write(bytes) }
        var facts = stat()
        if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
            throw failure("it is not a regular file", "name a file")
        }
        let temporary = "\(path).\(getpid()).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno)), "name another file") }
        var code = fill(descriptor, bytes)
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(temporary, path) != 0 { code = errno }
        guard code == 0 else {
            unlink(temporary)
            throw failure(String(cString: strerror(code)), "free some space, or name another file")
        }
    }

    /// Writes and syncs `bytes`; returns 0, or the `errno` of the failed call.
    private func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { return errno }
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private func failure(_ reason: String, _ remedy: String) -> AnalysisFailure {
        AnalysisFailure("\(path): cannot be written: \(reason); \(remedy)", kind: .io)
    }
}
