@_exported import struct SyntheticSigner.SplitMix64

extension SplitMix64 {
    /// Is true with probability `share`.
    package mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    /// A random element of `choices`, which must not be empty.
    package mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    /// An approximately normal deviate with mean 0 and standard deviation 1: twelve uniforms minus 6
    /// (Irwin–Hall).
    package mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
}
