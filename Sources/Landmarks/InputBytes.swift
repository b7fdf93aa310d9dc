import CLandmarks

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a recording in one buffer, followed by the readable padding that the JSON parser needs.
///
/// The buffer grows with the bytes that arrive: no declared size is trusted. It reserves at most twice the
/// bytes.
public struct InputBytes: ~Copyable {
    private(set) var start: UnsafeMutableRawPointer
    private var capacity: Int
    /// The number of bytes, without the padding.
    public private(set) var count = 0

    /// Readable bytes after the input.
    static let padding = landmark_json_padding()

    /// An empty buffer with room for `capacity` bytes.
    init(capacity: Int) throws(LandmarkError) {
        self.capacity = max(capacity, 0) + Self.padding
        guard let allocated = malloc(self.capacity) else { throw .outOfMemory }
        start = allocated
        pad()
    }

    /// A copy of `bytes`: O(n).
    public init(copying bytes: RawSpan) throws(LandmarkError) {
        try self.init(capacity: bytes.byteCount)
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { memcpy(start, base, source.count) }
        }
        count = bytes.byteCount
        pad()
    }

    /// A copy of `bytes`: O(n).
    public init(_ bytes: [UInt8]) throws(LandmarkError) {
        try self.init(copying: bytes.span.bytes)
    }

    deinit { free(start) }

    /// Passes the bytes to `body`, valid during the call.
    public func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let buffer = UnsafeRawBufferPointer(start: start, count: count)
        return try body(buffer.bytes)
    }

    /// Appends one read of `descriptor`, at most `limit` bytes, and returns its byte count; 0 at the end.
    /// Throws the `errno` of a failure.
    mutating func append(from descriptor: CInt, limit: Int) throws(InputFailure) -> Int {
        let room = capacity - Self.padding - count
        if room == 0 {
            // Doubling keeps the copying linear; pages never written cost no memory.
            guard let grown = realloc(start, capacity + max(count, limit)) else { throw .memory }
            start = grown
            capacity += max(count, limit)
        }
        while true {
            let wanted = min(limit, capacity - Self.padding - count)
            let received = read(descriptor, start + count, wanted)
            if received < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            count += received
            pad()
            return received
        }
    }

    /// Appends the bytes that `body` writes into room for up to `limit` bytes, and returns their count.
    mutating func append(
        upTo limit: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(LandmarkError) -> Int {
        if capacity - Self.padding - count < limit {
            let larger = capacity + max(count, limit)
            guard let grown = realloc(start, larger) else { throw .outOfMemory }
            start = grown
            capacity = larger
        }
        let written = body(UnsafeMutableRawBufferPointer(start: start + count, count: limit))
        count += written
        pad()
        return written
    }

    /// Drops the first `consumed` bytes: O(bytes left).
    mutating func removeFirst(_ consumed: Int) {
        count -= consumed
        memmove(start, start + consumed, count)
        pad()
    }

    /// Fills the padding with spaces, which every text format skips.
    private func pad() { memset(start + count, 0x20, Self.padding) }
}

/// Why reading a descriptor failed.
enum InputFailure: Error {
    case memory
    case system(CInt)
}
