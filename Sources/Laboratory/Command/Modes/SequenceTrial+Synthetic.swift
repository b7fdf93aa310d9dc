import Landmarks
import SyntheticSigner

extension SequenceTrial {
    /// Sentences of 3 to 6 signs with references, by signers without references, at several tempos.
    static func synthetic(count: Int, seed: UInt64 = 1) -> [SequenceTrial] {
        var chance = SplitMix64(seed: seed)
        let scripts = ReferenceRecording.glosses.compactMap(SignScript.named)
        return (0..<count).map { number in
            let signer = number % 2 == 0 ? known[number / 2 % known.count] : stranger(number, &chance)
            let tempo = [0.75, 0.9, 1, 1.15, 1.35][number % 5]
            let sentence = scripts.shuffled(using: &chance).prefix(3 + number % 4)
            let take = SyntheticSigner(profile: signer, seed: UInt64(9000 + number))
                .sentence(of: Array(sentence), tempo: tempo)
            return SequenceTrial(
                name: "synthetic \(number) \(signer.name) ×\(tempo) "
                    + sentence.map(\.gloss).joined(separator: " "),
                clip: take.clip,
                truths: take.boundaries.map { Truth(gloss: $0.gloss, start: $0.start, end: $0.end) })
        }
    }

    /// The named synthetic people without references.
    private static let known: [SignerProfile] = [.gwen, .dev, .farid]

    /// A random person: proportions, habits and camera.
    private static func stranger(_ number: Int, _ chance: inout SplitMix64) -> SignerProfile {
        func within(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &chance) }
        var person = SignerProfile(name: "stranger-\(number)", shoulderWidth: within(0.3...0.42))
        person.upperArm = within(0.73...0.83)
        person.forearm = within(0.67...0.77)
        person.palm = within(0.27...0.305)
        person.fingerRatio = within(0.93...1.06)
        person.headSize = within(0.9...1.15)
        person.dominantHand = number % 8 == 1 ? .left : .right
        person.placeHabit = SIMD3(within(-0.04...0.04), within(-0.04...0.04), within(-0.03...0.03))
        person.turnHabit = within(-6...6)
        person.fingerLaxity = within(0...7)
        person.movementSize = within(0.88...1.12)
        person.tempo = within(0.9...1.15)
        person.smoothing = within(0.022...0.04)
        person.rest = number % 3 == 0 ? .folded : .hanging
        person.camera = CameraModel(
            fps: [15.0, 24, 25, 30][number / 2 % 4], shoulderShare: within(0.24...0.36),
            shoulderLine: within(0.5...0.72))
        person.camera.roll = within(-3...3)
        person.camera.yaw = within(-5...5)
        return person
    }
}
