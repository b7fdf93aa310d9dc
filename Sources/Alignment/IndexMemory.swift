#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of an index: memory of its own, or a file mapped.
///
/// Nothing changes them once they are filled, so that threads may share them.
final class IndexMemory: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
    private let isMapped: Bool

    /// Zeros.
    init(byteCount: Int) {
        start = .allocate(byteCount: max(byteCount, 1), alignment: AlignedMemory.line)
        start.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 1))
        self.byteCount = byteCount
        isMapped = false
    }

    /// The file at `path`, read by the system where and when it is looked at. O(1).
    init(mapping path: String) throws(SequenceIndexError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .system(path: path, reason: "not a regular file; name the file of an index")
        }
        guard status.st_size > 0 else { throw .notAnIndex(path: path) }
        let length = Int(status.st_size)
        guard let address = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED
        else {
            throw .last(path)
        }
        start = address
        byteCount = length
        isMapped = true
    }

    deinit {
        if isMapped { munmap(start, byteCount) } else { start.deallocate() }
    }

    /// Writes the bytes to a file beside `path`, which takes its place once it is whole.
    func write(to path: String) throws(SequenceIndexError) {
        let draft = "\(path).\(getpid()).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last(draft) }
        do throws(SequenceIndexError) {
            defer { close(descriptor) }
            var written = 0
            while written < byteCount {
                let count = Self.writeSome(descriptor, start + written, byteCount - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .last(draft) }
                written += count
            }
            guard fsync(descriptor) == 0 else { throw .last(draft) }
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let failure = SequenceIndexError.last(path)
            unlink(draft)
            throw failure
        }
    }

    private static func writeSome(_ descriptor: CInt, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes, count)
        #else
            Darwin.write(descriptor, bytes, count)
        #endif
    }
}

extension SequenceIndexError {
    /// What the system last refused.
    static func last(_ path: String) -> SequenceIndexError {
        .system(path: path, reason: String(cString: strerror(errno)))
    }
}
