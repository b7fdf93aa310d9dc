/// Numbers at a fixed, aligned address.
///
/// They do not change after they are filled, so threads may share them.
final class SharedFloats: @unchecked Sendable {
    private let memory: AlignedMemory

    var floats: UnsafeMutablePointer<Float> { memory.floats }

    /// Room for `count` numbers, with undefined content.
    init(count: Int) { memory = AlignedMemory(floats: count) }

    convenience init(_ numbers: [Float]) {
        self.init(count: numbers.count)
        for (place, number) in numbers.enumerated() { floats[place] = number }
    }
}
