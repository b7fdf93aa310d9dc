/// A sign with its texts checked and its takes hashed, before a transaction holds up others.
struct SignDraft {
    let gloss: String
    let language: String?
    let calibration: String?
    let kept: KeptSign?
    let takes: [Take]

    struct Take {
        let recording: ReferenceTake
        let hash: String
    }

    init(_ sign: NewSign) throws(StoreError) {
        gloss = try Gloss(sign.gloss).text
        for (text, column) in [(sign.language, "language"), (sign.calibration, "calibration")] {
            guard let text else { continue }
            _ = try Text.checked(text, table: "reference_signs", column: column)
        }
        guard !sign.takes.isEmpty else {
            throw .refused(
                table: "reference_takes", column: "sign_id", reason: "a sign has at least one take")
        }
        language = sign.language
        calibration = sign.calibration
        kept = sign.kept
        var takes: [Take] = []
        for take in sign.takes {
            _ = try Text.checked(take.signer, table: "reference_takes", column: "signer")
            _ = try Text.checked(take.source, table: "reference_takes", column: "source")
            takes.append(Take(recording: take, hash: take.contentHash))
        }
        self.takes = takes
    }

    /// The error for a sign that is stored in another language.
    static func otherLanguage(_ gloss: String, known: String, given: String) -> StoreError {
        .refused(
            table: "reference_signs", column: "language",
            reason: "\(gloss) is stored as a sign of \(known), not \(given); keep one language to a store, "
                + "or add the language to the gloss")
    }

    /// The error for two takes with one hash and different bytes.
    static func otherBytes() -> StoreError {
        .refused(
            table: "reference_takes", column: "landmarks_hash",
            reason: "another take of the sign has the same hash and other bytes; record the take again")
    }
}
