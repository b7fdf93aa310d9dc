extension PairwiseScores {
    /// One row per pair. The score is the negated distance: higher is more similar.
    package var csv: String {
        let header = "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score\n"
        return pairs.reduce(into: header) { text, pair in
            let fields = [
                pair.attempt.signer, pair.attempt.sign, pair.attempt.name, pair.reference.signer,
                pair.reference.sign,
            ]
            // Swift's description is the shortest text that parses to the same number.
            text += fields.map(\.csvField).joined(separator: ",") + ",\(0 - pair.distance)\n"
        }
    }
}
