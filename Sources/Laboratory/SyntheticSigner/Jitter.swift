/// The detector's jitter of one part, per landmark and of the part as a whole: a first-order autoregressive
/// process whose deviation does not depend on the frame rate.
struct Jitter: Sendable {
    private var stream: RandomStream
    private var state: [Vector3]
    private var common = Vector3.zero
    private let retention: Double
    private let innovation: Double

    init(count: Int, memory: Double, fps: Double, seed: UInt64, purpose: RandomStream.Purpose) {
        var stream = RandomStream(seed: seed, purpose: purpose)
        // A rational approximation of exp(−dt / memory), equal to the bit on every machine.
        retention = memory / (memory + 1 / fps)
        innovation = (1 - retention * retention).squareRoot()
        state = (0..<count).map { _ in stream.normalVector() }
        common = stream.normalVector()
        self.stream = stream
    }

    /// The next frame's deviations, of variance 1; half of it is shared by the whole part.
    mutating func next() -> [Vector3] {
        common = common * retention + stream.normalVector() * innovation
        for place in state.indices {
            state[place] = state[place] * retention + stream.normalVector() * innovation
        }
        let share = 0.5.squareRoot()
        return state.map { ($0 + common) * share }
    }
}
