/// Numbers at a steady, aligned address.
///
/// Nothing changes them once they are filled, so that threads may share them.
final class SharedFloats: @unchecked Sendable {
    private let memory: AlignedMemory

    var floats: UnsafeMutablePointer<Float> { memory.floats }

    /// Room for so many, not defined yet.
    init(count: Int) { memory = AlignedMemory(floats: count) }

    /// A copy of `numbers`.
    convenience init(_ numbers: [Float]) {
        self.init(count: numbers.count)
        for (place, number) in numbers.enumerated() { floats[place] = number }
    }
}
