extension PairwiseScores {
    /// A row for each pair, as the judge of scores reads them; the score is the negated distance: higher is more alike.
    package var csv: String {
        let header = "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score\n"
        return pairs.reduce(into: header) { text, pair in
            let fields = [
                pair.attempt.signer, pair.attempt.sign, pair.attempt.name, pair.reference.signer,
                pair.reference.sign,
            ]
            // Swift's own description is the shortest that gives the same number back.
            text += fields.map(Self.field).joined(separator: ",") + ",\(0 - pair.distance)\n"
        }
    }

    /// As RFC 4180 quotes it. By scalar: "\r\n" is one Character, and so is a comma with an accent over it.
    private static func field(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        let inner = text.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + inner + "\""
    }
}
