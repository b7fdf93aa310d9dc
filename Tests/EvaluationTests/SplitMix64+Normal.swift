import SyntheticSigner

extension SplitMix64 {
    /// A deviate of mean 0 and deviation 1, near enough to a normal one: twelve uniforms less 6 (Irwin–Hall).
    mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
}
