import Foundation

/// A descriptor that becomes readable on request, to end a `poll`.
final class WakePipe: Sendable {
    /// Readable from ``wake()`` to ``drain()``.
    let reading: Int32
    private let writing: Int32

    init() throws(StoreError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .io(path: "a pipe", .other(String(cString: strerror(errno)))) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Makes the descriptor readable. A full pipe is so already.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// Whether the descriptor was readable; it is not any more.
    func drain() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64)
        var wasWoken = false
        while read(reading, &bytes, bytes.count) > 0 { wasWoken = true }
        return wasWoken
    }
}
