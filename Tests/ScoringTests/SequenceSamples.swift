import Landmarks
import Scoring
import SyntheticSigner

/// The fixtures' signs as models, and synthetic sentences by people without references.
enum SequenceSamples {
    /// By gloss; made once and shared by all tests.
    static let models = Result {
        try FixtureLibrary.shared.get().signs.values.sorted { $0.gloss < $1.gloss }.map { SignModel($0) }
    }

    static func models(_ glosses: [String]) throws -> [SignModel] {
        let all = try models.get()
        return glosses.compactMap { gloss in all.first { $0.sign.gloss == gloss } }
    }

    static func sentence(
        _ glosses: [String], by signer: SignerProfile = .gwen, tempo: Double = 1, seed: UInt64 = 5
    ) -> SyntheticSentence {
        SyntheticSigner(profile: signer, seed: seed)
            .sentence(of: glosses.compactMap(SignScript.named), tempo: tempo)
    }

    /// Sentences of 3 to 6 signs drawn at random, by three people, one of them in a dim room, at five tempos.
    static let sentences: [SyntheticSentence] = {
        var chance = SplitMix64(seed: 11)
        return (0..<16).map { number in
            let signs = ReferenceRecording.glosses.shuffled(using: &chance).prefix(3 + number % 4)
            return sentence(
                Array(signs), by: [.gwen, .dev, .gwen, .dev, .farid][number % 5],
                tempo: [0.8, 0.9, 1, 1.15, 1.3][number % 5], seed: UInt64(100 + number))
        }
    }()
}

extension LandmarkClip {
    /// Some frames of the clip.
    func cut(_ frames: Range<Int>) -> LandmarkClip {
        let count = layout.landmarkCount
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frames.count,
            timestamps: timestamps.map { Array($0[frames]) },
            values: Array(
                values[frames.lowerBound * count * Self.stride..<frames.upperBound * count * Self.stride]),
            flags: Array(flags[frames.lowerBound * count..<frames.upperBound * count]))
    }
}
