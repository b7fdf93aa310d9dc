extension PairwiseScores {
    /// One row per pair. The score is the negated distance: higher is more similar.
    package var csv: String {
        var text = "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score\n"
        // Pairs of one attempt are adjacent, and share the first fields of their rows.
        var attempt: (take: TakeFolder.Take, fields: String)?
        for pair in pairs {
            if attempt?.take != pair.attempt {
                let fields = [pair.attempt.signer, pair.attempt.sign, pair.attempt.name]
                attempt = (pair.attempt, fields.map { $0.csvField + "," }.joined())
            }
            text += attempt?.fields ?? ""
            // Swift's description is the shortest text that parses to the same number.
            text += "\(pair.reference.signer.csvField),\(pair.reference.sign.csvField),\(0 - pair.distance)\n"
        }
        return text
    }
}
