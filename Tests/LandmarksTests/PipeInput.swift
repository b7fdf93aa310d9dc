import Foundation
import Testing

/// Gives `read` the reading end of a pipe, into which another thread writes `chunks`, one write each.
///
/// - Parameter pause: microseconds after each chunk.
func reading<Result>(
    _ chunks: [String], pause: UInt32 = 0, _ read: (_ descriptor: CInt) throws -> Result
) throws -> Result {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (input, output) = (ends[0], ends[1])
    // A separate thread: both ends block, and all threads of the test run may be waiting.
    Thread.detachNewThread {
        for chunk in chunks {
            var rest = Array(chunk.utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                if count <= 0 { break }
                rest = rest.dropFirst(count)
            }
            usleep(pause)
        }
        close(output)
    }
    defer { close(input) }
    return try read(input)
}
