/// The packed numbers of many sequences and the centre that they were packed around.
///
/// Nothing changes them once they are filled, so that threads may share them.
final class PackedContents: @unchecked Sendable {
    private let centreMemory: AlignedMemory
    private let memory: AlignedMemory

    /// What each feature was centred on.
    var centre: UnsafePointer<Float> { UnsafePointer(centreMemory.floats) }
    var floats: UnsafeMutablePointer<Float> { memory.floats }

    init(centre: [Float], memory: consuming AlignedMemory) {
        centreMemory = AlignedMemory(floats: centre.count)
        self.memory = memory
        for (place, value) in centre.enumerated() { centreMemory.floats[place] = value }
    }
}
