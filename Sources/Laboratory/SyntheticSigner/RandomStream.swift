/// The synthetic signer's random numbers.
///
/// Each purpose has its own stream, so that a fault or another part does not change the numbers of the
/// others.
struct RandomStream: RandomNumberGenerator, Sendable {
    /// The purpose of a stream.
    enum Purpose: UInt64 {
        case variation = 1
        case leftJitter, rightJitter, poseJitter, faceJitter
        case leftDropout, rightDropout, sway, fault
        case sign, person, form, recording, corpus
        case leftGlitch, rightGlitch, leftWhole, rightWhole
    }

    private var numbers: SplitMix64

    init(seed: UInt64, purpose: Purpose) {
        numbers = SplitMix64(seed: seed &+ purpose.rawValue &* 0xD1B5_4A32_D192_ED03)
        _ = next()
    }

    mutating func next() -> UInt64 { numbers.next() }

    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Approximates a normal deviate of mean 0 and deviation 1: the sum of twelve 16-bit uniforms minus 6
    /// (Irwin–Hall). It uses additions only, so it is exact where a logarithm's last digit is not.
    mutating func normal() -> Double {
        var sum = 0.0
        for _ in 0..<3 {
            var word = next()
            for _ in 0..<4 {
                sum += (Double(word & 0xFFFF) + 0.5) * 0x1p-16
                word >>= 16
            }
        }
        return sum - 6
    }

    mutating func normalVector() -> Vector3 { Vector3(normal(), normal(), normal()) }

    /// Uniform in `range`.
    mutating func within(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Is true with probability `share`.
    mutating func chance(_ share: Double) -> Bool { uniform() < share }

    /// One of the choices, each as often as its weight says.
    ///
    /// - Precondition: there is a choice.
    mutating func pick<Choice>(_ choices: [(weight: Double, choice: Choice)]) -> Choice {
        var rest = uniform() * choices.reduce(0) { $0 + $1.weight }
        for (weight, choice) in choices {
            rest -= weight
            if rest < 0 { return choice }
        }
        return choices[choices.count - 1].choice
    }

    /// One of the choices, each as often.
    ///
    /// - Precondition: there is a choice.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[min(Int(uniform() * Double(choices.count)), choices.count - 1)]
    }
}
