/// The detector's loss of hands: a two-state Markov chain, so that hands are lost for runs of frames.
struct Dropout: Sendable {
    private var stream: RandomStream
    private var isLost: Bool
    private let losing: Double
    private let finding: Double
    private let blurSpeed: Double

    init(_ noise: NoiseModel, fps: Double, seed: UInt64, purpose: RandomStream.Purpose) {
        stream = RandomStream(seed: seed, purpose: purpose)
        isLost = stream.uniform() < noise.dropoutShare
        // The chain's stationary share of lost frames is losing / (losing + finding).
        let steps = max(noise.dropoutLength * fps, 1)
        let share = min(max(noise.dropoutShare, 0), 1)
        finding = share < 1 ? min(1 / steps, share > 0 ? (1 - share) / share : 1) : 0
        losing = share < 1 ? finding * share / (1 - share) : 1
        blurSpeed = noise.blurSpeed
    }

    /// - Parameter speed: The wrist's speed in the image in shoulder widths a second.
    mutating func losesNext(speed: Double) -> Bool {
        // Both numbers are drawn in every frame, so that a faster twin has the same losses otherwise.
        let chance = stream.uniform()
        let blur = stream.uniform()
        isLost = isLost ? chance >= finding : chance < losing
        return isLost || (speed > blurSpeed && blur < 0.5)
    }
}
