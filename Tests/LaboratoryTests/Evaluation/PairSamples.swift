@testable import Signify
import SyntheticSigner

@testable import Evaluation

/// Pairs without recordings.
enum PairSamples {
    static func take(_ signer: String, _ sign: String, _ number: Int = 4) -> TakeFolder.Take {
        let name = number < 10 ? "0\(number)" : "\(number)"
        return TakeFolder.Take(
            signer: signer, sign: sign, name: name, number: number, path: "\(signer)/\(sign)/\(name).npy")
    }

    static func pair(
        _ attempt: TakeFolder.Take, _ signer: String, _ sign: String, _ distance: Double
    ) -> PairwiseScores.Pair {
        PairwiseScores.Pair(
            attempt: attempt, reference: .init(signer: signer, sign: sign), distance: distance,
            unruled: distance,
            isRefusedByDirection: false, level: 1,
            channels: [:], referenceHasDirection: true)
    }

    /// Every attempt against every reference of a few signers, some of whom did not record every sign.
    /// Distances take few values, so many are equal.
    static func random(seed: UInt64) -> [PairwiseScores.Pair] {
        var generator = SplitMix64(seed: seed)
        let signers = ["a", "b", "c"].prefix(Int.random(in: 1...3, using: &generator))
        let signs = ["HELLO", "NO", "TEA", "WANT", "YES"].prefix(Int.random(in: 1...5, using: &generator))
        var recorded: [(signer: String, sign: String)] = []
        for signer in signers {
            for sign in signs where Bool.random(using: &generator) || sign == "HELLO" {
                recorded.append((signer, sign))
            }
        }
        let values = Int.random(in: 2...40, using: &generator)
        var pairs: [PairwiseScores.Pair] = []
        for own in recorded {
            for number in 4..<4 + Int.random(in: 1...3, using: &generator) {
                for other in recorded {
                    let distance = Double(Int.random(in: 0..<values, using: &generator)) / 8
                    pairs.append(
                        pair(take(own.signer, own.sign, number), other.signer, other.sign, distance))
                }
            }
        }
        return pairs.shuffled(using: &generator)
    }
}
