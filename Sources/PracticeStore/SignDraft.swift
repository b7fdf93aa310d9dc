/// A sign to be enrolled, whose texts are checked and whose takes are hashed: before a transaction holds anything up.
struct SignDraft: Sendable {
    let gloss: String
    let language: String?
    let calibration: String?
    let takes: [NewReferenceTake]
    let hashes: [String]

    init(_ sign: NewSign, signature: String) throws(StoreError) {
        gloss = try Gloss(sign.gloss).text
        for (text, column) in [
            (sign.language, "language"), (sign.calibration, "calibration"), (signature, "signature"),
        ] {
            guard let text else { continue }
            _ = try Text.checked(text, table: "reference_signs", column: column)
        }
        guard !sign.takes.isEmpty else {
            throw .refused(
                table: "reference_takes", column: "sign_id", reason: "a sign has at least one take")
        }
        language = sign.language
        calibration = sign.calibration
        takes = sign.takes
        hashes = sign.takes.map { ContentHash($0.landmarks).text }
    }

    /// The error for a sign that is stored in another language.
    static func otherLanguage(_ gloss: String, known: String, given: String) -> StoreError {
        .refused(
            table: "reference_signs", column: "language",
            reason: "\(gloss) is stored as a sign of \(known), not \(given); keep one language to a store, "
                + "or add the language to the gloss")
    }

    /// The error for two takes that differ and have one hash.
    static func otherBytes() -> StoreError {
        .refused(
            table: "reference_takes", column: "landmarks_hash",
            reason: "another take of the sign has the same hash and other bytes; record the take again")
    }

    /// The take's frames as PostgreSQL's column can hold them: a number beyond it is as far out of the rule.
    static func frames(_ take: NewReferenceTake) -> Int { min(max(take.frameCount, -1), Int(Int32.max)) }
}
