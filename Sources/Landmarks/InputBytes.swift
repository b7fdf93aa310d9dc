import CLandmarks

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a recording, in one buffer with the readable padding behind them that the JSON parser needs.
///
/// The buffer grows by what really arrives: no declared size is trusted. At most twice the bytes are reserved.
public struct InputBytes: ~Copyable {
    private(set) var start: UnsafeMutableRawPointer
    private var capacity: Int
    /// How many bytes there are.
    public private(set) var count = 0

    /// The padding behind the bytes.
    static let padding = landmark_json_padding()

    /// No bytes yet, with room for `capacity` of them.
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

    /// The bytes, for the length of `body`.
    public func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let buffer = UnsafeRawBufferPointer(start: start, count: count)
        return try body(buffer.bytes)
    }

    /// Appends what one read of `descriptor` brings, at most `limit` bytes, and returns how much that was; 0 at the
    /// end. The `errno` of a failure is thrown.
    mutating func append(from descriptor: CInt, limit: Int) throws(InputFailure) -> Int {
        let room = capacity - Self.padding - count
        if room == 0 {
            // Doubling keeps the copying linear; pages that are never written cost nothing.
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

    /// Appends what `body` writes into room for up to `limit` bytes, and returns what it gives: how many they were.
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

    /// Forgets the first `consumed` bytes: O(what is left).
    mutating func removeFirst(_ consumed: Int) {
        count -= consumed
        memmove(start, start + consumed, count)
        pad()
    }

    /// Spaces behind the bytes: whitespace to every text format, so nothing can be read out of the padding.
    private func pad() { memset(start + count, 0x20, Self.padding) }
}

/// What reading a descriptor can fail of.
enum InputFailure: Error {
    case memory
    case system(CInt)
}
