import Foundation

/// A file that is written in pieces beside its place, and put there when it is whole: a reader sees the old file
/// or the new one.
///
/// One that is never finished leaves nothing, unless the process is killed.
package final class PartialFile {
    private let path: String
    private let temporary: String
    /// -1 once the file has its name.
    private var descriptor: Int32

    /// Makes the file under its temporary name.
    ///
    /// - Throws: ``AnalysisFailure`` where it cannot be made, or where the path names something other than a
    ///   file.
    package init(_ path: String) throws(AnalysisFailure) {
        self.path = path
        temporary = "\(path).\(getpid()).partial"
        var facts = stat()
        if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
            throw Self.failure(path, "it is not a regular file", "name a file")
        }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Self.failure(path, String(cString: strerror(errno)), "name another file")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Adds `bytes` at the end.
    package func append(_ bytes: [UInt8]) throws(AnalysisFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { throw lack(errno) }
        }
    }

    /// Syncs the file and gives it its name; nothing can be added then.
    package func finish() throws(AnalysisFailure) {
        guard fsync(descriptor) == 0 else { throw lack(errno) }
        // Closing tells of a full disk too, on file systems of a network.
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw lack(code)
        }
    }

    private func lack(_ code: Int32) -> AnalysisFailure {
        Self.failure(path, String(cString: strerror(code)), "free some space, or name another file")
    }

    private static func failure(_ path: String, _ reason: String, _ remedy: String) -> AnalysisFailure {
        AnalysisFailure("\(path): cannot be written: \(reason); \(remedy)", kind: .io)
    }
}
