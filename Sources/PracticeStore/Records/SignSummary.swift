/// A reference sign without its landmarks.
public struct SignSummary: Sendable, Hashable {
    /// Normalised.
    public let gloss: String
    /// A BCP 47 tag, as "ase"; `nil` where none was stated.
    public let language: String?
    /// The number of takes.
    public let takes: Int
    /// The number of different signers of the takes.
    public let signers: Int
    /// Whether the store has scoring's calibration of the present takes.
    public let hasCalibration: Bool
}

extension SignSummary {
    init(_ row: some StoredRow) throws(StoreError) {
        self.init(
            gloss: try row.text("gloss"), language: try row.optionalText("language"),
            takes: try row.integer("takes"), signers: try row.integer("signers"),
            hasCalibration: try row.bool("calibrated"))
    }
}
