import CTransfer

/// A connection to the service, for one thread at a time.
///
/// `@unchecked`: libcurl allows a handle on any thread, one after the other, and ``ObjectStorage`` gives it to one.
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer

    /// `nil` where there is no memory.
    init?() {
        guard let handle = transfer_open() else { return nil }
        self.handle = handle
    }

    deinit { transfer_close(handle) }

    /// Gets `url`, and passes the answer to `reading`.
    func get(
        _ url: String, _ headers: [String], _ limits: ObjectStorage.Limits, within time: Duration,
        _ reading: Reading
    ) -> transfer_result {
        func milliseconds(_ duration: Duration) -> Int { max(Int(duration / .milliseconds(1)), 1) }
        return withExtendedLifetime(reading) {
            url.withCString { url in
                Self.withPointers(to: headers) { headers in
                    var request = transfer_request(
                        url: url, headers: headers,
                        connect_milliseconds: milliseconds(min(limits.connecting, time)),
                        total_milliseconds: milliseconds(time), least_speed: limits.leastSpeed,
                        stall_seconds: max(Int(limits.stall / .seconds(1)), 1),
                        context: Unmanaged.passUnretained(reading).toOpaque(),
                        head: { context, line, length in
                            guard let context, let line else { return false }
                            let text = UnsafeRawBufferPointer(start: line, count: length)
                            return Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue().head(text)
                        },
                        body: { context, bytes, length in
                            guard let context, let bytes else { return false }
                            let part = UnsafeRawBufferPointer(start: bytes, count: length)
                            return Unmanaged<Reading>.fromOpaque(context).takeUnretainedValue().body(part)
                        })
                    return transfer_get(handle, &request)
                }
            }
        }
    }

    /// Calls `body` with the lines as C has them, the last pointer `nil`.
    private static func withPointers<Result>(
        to lines: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        let texts = lines.map { Array($0.utf8CString) }
        return Array(texts.joined()).withUnsafeBufferPointer { characters in
            var start = 0
            let pointers: [UnsafePointer<CChar>?] = texts.map { text in
                defer { start += text.count }
                return characters.baseAddress.map { $0 + start }
            }
            return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
