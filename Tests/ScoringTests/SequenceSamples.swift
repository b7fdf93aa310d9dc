import Landmarks
import Scoring
import SyntheticSigner

/// The fixtures' signs as models, and synthetic sentences by people of whom there are no references.
enum SequenceSamples {
    /// Made once: every test shares them. By gloss.
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

    /// Sentences over all signs, three signers, three tempos.
    static let sentences: [SyntheticSentence] = (0..<18).map { number in
        let signs = (0..<3 + number % 4).map {
            ReferenceRecording.glosses[(7 * number + 3 * $0) % ReferenceRecording.glosses.count]
        }
        return sentence(
            signs, by: [.gwen, .dev, .farid][number % 3], tempo: [0.8, 1, 1.25][number / 3 % 3],
            seed: UInt64(100 + number))
    }
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
