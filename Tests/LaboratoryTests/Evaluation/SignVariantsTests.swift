import Signify
import SyntheticSigner
import Testing

@testable import Evaluation

@Suite("One gloss, two signs")
struct SignVariantsTests {
    private static let signs = ["HELLO", "NO", "TEA", "WANT", "YES"]

    /// Attempts of three signers against all references. Takes of a sign are near each other, except between
    /// two signers with different variants.
    private static func pairs(
        differing: Set<SignVariants.Variant>, chance: Double = 0.2, seed: UInt64
    ) -> [PairwiseScores.Pair] {
        var generator = SplitMix64(seed: seed)
        var pairs: [PairwiseScores.Pair] = []
        for signer in ["ann", "bob", "cat"] {
            for sign in signs {
                for number in 4...6 {
                    for other in ["ann", "bob", "cat"] {
                        for reference in signs {
                            let variant = SignVariants.Variant(sign: sign, signers: [signer, other].sorted())
                            let isNear = sign == reference && !differing.contains(variant)
                            pairs.append(
                                PairSamples.pair(
                                    PairSamples.take(signer, sign, number), other, reference,
                                    (isNear ? 0.6 : sign == reference ? 1.6 : 1.4)
                                        + Double.random(in: -chance...chance, using: &generator)))
                        }
                    }
                }
            }
        }
        return pairs.shuffled(using: &generator)
    }

    @Test("two who sign a gloss differently are found, and nobody else", arguments: 0..<20)
    func found(seed: UInt64) {
        let differing: Set = [
            SignVariants.Variant(sign: "TEA", signers: ["ann", "cat"]),
            SignVariants.Variant(sign: "YES", signers: ["bob", "cat"]),
        ]
        let pairs = Self.pairs(differing: differing, seed: seed)
        let found = SignVariants(pairs)
        #expect(found.variants == differing.sorted { $0.sign < $1.sign })
        for pair in pairs {
            let variant = SignVariants.Variant(
                sign: pair.attempt.sign, signers: [pair.attempt.signer, pair.reference.signer].sorted())
            #expect(
                found.hides(pair) == (pair.isSame && !pair.isWithin && found.variants.contains(variant)))
        }
    }

    @Test("those who agree hide nothing, whatever the order of the pairs", arguments: 0..<10)
    func agreeing(seed: UInt64) {
        let pairs = Self.pairs(differing: [], seed: seed)
        let found = SignVariants(pairs)
        #expect(found.variants.isEmpty)
        #expect(found.evidence.count == 15)
        #expect(found.evidence.values.allSatisfy { $0 == 1 })
        #expect(SignVariants(pairs.reversed()).evidence == found.evidence)
    }

    @Test("the evidence is the mean share of wrong references that are farther than the right one")
    func evidence() {
        let (ann, bob) = (PairSamples.take("ann", "TEA"), PairSamples.take("bob", "TEA"))
        let pairs = [
            // Two of four are farther; a tie is not.
            (ann, "bob", "TEA", 1.0), (ann, "bob", "NO", 2.0), (ann, "bob", "YES", 0.5),
            (ann, "bob", "WANT", 1.0), (ann, "bob", "HELLO", 3.0),
            // All of one.
            (bob, "ann", "TEA", 1.0), (bob, "ann", "NO", 1.5),
            // Own references are no evidence.
            (ann, "ann", "TEA", 9.0), (ann, "ann", "NO", 0.1),
        ].map { PairSamples.pair($0.0, $0.1, $0.2, $0.3) }
        let variant = SignVariants.Variant(sign: "TEA", signers: ["ann", "bob"])
        #expect(SignVariants(pairs).evidence == [variant: 0.75])
        // At the limit the signers agree.
        #expect(SignVariants(pairs).variants.isEmpty)
        #expect(SignVariants(Array(pairs.dropLast(4))).evidence == [variant: 0.5])
        #expect(SignVariants(Array(pairs.dropLast(4))).variants == [variant])
        #expect(SignVariants([]).evidence.isEmpty)
    }
}
