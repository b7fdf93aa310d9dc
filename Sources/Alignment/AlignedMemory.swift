/// Bytes at an address that the kernels' loads do not straddle lines of the cache from, freed with their owner.
struct AlignedMemory: ~Copyable {
    /// The length of a cache line.
    static let line = 64

    let start: UnsafeMutableRawPointer
    private let allocation: UnsafeMutableRawPointer

    /// Memory whose content is not defined yet.
    init(byteCount: Int) {
        // A line more than is needed: the allocator itself aligns by cutting off what is before, and gives that back.
        allocation = .allocate(byteCount: byteCount + Self.line, alignment: MemoryLayout<Float>.alignment)
        start = allocation.alignedUp(toMultipleOf: Self.line)
    }

    /// Room for so many numbers.
    init(floats: Int) { self.init(byteCount: floats * MemoryLayout<Float>.stride) }

    /// The memory as numbers.
    var floats: UnsafeMutablePointer<Float> { start.assumingMemoryBound(to: Float.self) }

    deinit { allocation.deallocate() }
}
