/// A reference sign with its takes, read at one moment.
public struct StoredSign: Sendable, Hashable {
    /// Normalised.
    public let gloss: String
    /// A BCP 47 tag, as "ase"; `nil` where none was stated.
    public let language: String?
    /// Scoring's calibration on the takes, as JSON that only scoring reads, in the engine's spelling; `nil` since
    /// the takes changed.
    public let calibration: String?
    /// The versions that made `calibration`, or enrolled the takes.
    public let signature: String
    /// In the order of enrolment; at least one.
    public let takes: [ReferenceTake]
}

extension StoredSign {
    init(_ row: some StoredRow, gloss: String, takes: [ReferenceTake]) throws(StoreError) {
        self.gloss = gloss
        language = try row.optionalText("language")
        calibration = try row.optionalText("calibration")
        signature = try row.text("signature")
        self.takes = takes
    }
}
