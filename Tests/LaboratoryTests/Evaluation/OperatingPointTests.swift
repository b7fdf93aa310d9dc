import Signify
import TestSupport
import SyntheticSigner
import Testing

@testable import Evaluation

@Suite("Where accepting and rejecting err")
struct OperatingPointTests {
    private static func share(_ values: [Double], _ holds: (Double) -> Bool) -> Double {
        var count = 0.0
        for value in values where holds(value) { count += 1 }
        return values.isEmpty ? 0 : count / Double(values.count)
    }

    @Test("up to the threshold is accepted, beyond it rejected", arguments: 0..<50)
    func point(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        func side() -> [Double] {
            (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                Double(Int.random(in: 0...8, using: &generator)) / 4
            }
        }
        let (right, wrong) = (side(), side())
        for threshold in [0, 0.25, 1, 1.1, 2, 3] {
            let point = OperatingPoint(at: threshold, right: right, wrong: wrong)
            #expect(point.falseRejects == Self.share(right) { $0 > threshold })
            #expect(point.falseAccepts == Self.share(wrong) { $0 <= threshold })
        }
    }

    /// Two signers; all attempts are somewhat nearer to the right sign.
    private static func pairs(seed: UInt64) -> [PairwiseScores.Pair] {
        var generator = SplitMix64(seed: seed)
        let signs = (0..<Int.random(in: 3...6, using: &generator)).map { "SIGN-\($0)" }
        // Own references are nearer, and one of the two sides holds more pairs.
        let (own, other) = (
            Double.random(in: 0.3...0.8, using: &generator), Double.random(in: 0.5...0.9, using: &generator)
        )
        var pairs: [PairwiseScores.Pair] = []
        for signer in ["ann", "bob"] {
            for sign in signs {
                for number in 4...7 {
                    for reference in signs {
                        for maker in ["ann", "bob"] {
                            let near = signer == maker ? own : other
                            let mean = sign == reference ? near : 1.3
                            pairs.append(
                                PairSamples.pair(
                                    PairSamples.take(signer, sign, number), maker, reference,
                                    max(mean + 0.3 * generator.normal(), 0)))
                        }
                    }
                }
            }
        }
        return pairs
    }

    /// Distances of right and of wrong pairs, of each set's own and of other signers' references.
    private static func sides(_ sets: [[PairwiseScores.Pair]]) -> [(right: [Double], wrong: [Double])] {
        sets.flatMap { set in
            let variants = SignVariants(set)
            let judged = set.filter { !variants.hides($0) }
            return [true, false].map { isWithin in
                let pairs = judged.filter { $0.isWithin == isWithin }
                return (pairs.filter(\.isSame).map(\.distance), pairs.filter { !$0.isSame }.map(\.distance))
            }
        }
    }

    /// The mean of the sides' rates, independent of their number of pairs.
    private static func rates(
        _ sides: [(right: [Double], wrong: [Double])], at threshold: Double
    ) -> (rejects: Double, accepts: Double) {
        let rejects = sides.map { side in share(side.right) { $0 > threshold } }
        let accepts = sides.map { side in share(side.wrong) { $0 <= threshold } }
        let count = Double(sides.count)
        return (rejects.reduce(0, +) / count, accepts.reduce(0, +) / count)
    }

    @Test("both rates meet where a sweep finds them to meet", arguments: 0..<8)
    func equalError(seed: UInt64) {
        let sets = [Self.pairs(seed: seed), Self.pairs(seed: 100 + seed)]
        let sides = Self.sides(sets)
        let errors = BalancedErrors(sets.map { PairwiseScores(pairs: $0) })
        for threshold in [0.4, 0.9, 1, 1.5] {
            let (rates, expected) = (errors.rates(at: threshold), Self.rates(sides, at: threshold))
            #expect(abs(rates.falseRejects - expected.rejects) < 1e-12)
            #expect(abs(rates.falseAccepts - expected.accepts) < 1e-12)
        }
        let point = errors.equalError
        // The first threshold of a fine sweep at which no more right attempts are rejected than wrong ones accepted.
        let meeting = (0...4000).map { Double($0) / 1000 }.first { distance in
            let rates = Self.rates(sides, at: distance)
            return rates.rejects <= rates.accepts
        }
        #expect(abs(point.distance - (meeting ?? .nan)) <= 0.002)
        let expected = Self.rates(sides, at: point.distance)
        #expect(abs(point.falseRejects - expected.rejects) < 1e-12)
        #expect(abs(point.falseAccepts - expected.accepts) < 1e-12)
    }

    @Test("a set that says nothing of one side leaves the rates to the others")
    func oneSided() {
        let own = PairSamples.take("ann", "HELLO")
        let pairs = [
            PairSamples.pair(own, "ann", "HELLO", 0.5), PairSamples.pair(own, "ann", "NO", 1.5),
            // No wrong reference across signers.
            PairSamples.pair(own, "bob", "HELLO", 9),
        ]
        let errors = BalancedErrors([PairwiseScores(pairs: pairs)])
        #expect(errors.rates(at: 1) == (0, 0))
        #expect(errors.rates(at: 0.4) == (1, 0))
        #expect(errors.rates(at: 2) == (0, 1))
        #expect((0.499...1.5).contains(errors.equalError.distance))
        let nothing = BalancedErrors([])
        #expect(nothing.rates(at: 1) == (0, 0))
    }
}
