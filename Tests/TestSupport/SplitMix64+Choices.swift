@_exported import struct SyntheticSigner.SplitMix64

extension SplitMix64 {
    /// True in `share` of the calls.
    package mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

    /// One of `choices`, which has one at least.
    package mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    /// A deviate of mean 0 and deviation 1, near enough to a normal one: twelve uniforms less 6 (Irwin–Hall).
    package mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
}
