/// Bytes aligned to a cache line, so that no load of the kernels crosses a line; freed with their owner.
struct AlignedMemory: ~Copyable {
    /// The length of a cache line in bytes.
    static let line = 64

    let start: UnsafeMutableRawPointer
    private let allocation: UnsafeMutableRawPointer

    /// Memory with undefined content.
    init(byteCount: Int) {
        // One line more than needed: the allocator's own alignment cuts off the bytes before it and returns
        // them.
        allocation = .allocate(byteCount: byteCount + Self.line, alignment: MemoryLayout<Float>.alignment)
        start = allocation.alignedUp(toMultipleOf: Self.line)
    }

    /// Room for `floats` numbers.
    init(floats: Int) { self.init(byteCount: floats * MemoryLayout<Float>.stride) }

    var floats: UnsafeMutablePointer<Float> { start.assumingMemoryBound(to: Float.self) }

    deinit { allocation.deallocate() }
}
