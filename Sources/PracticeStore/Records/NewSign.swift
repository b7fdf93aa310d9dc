/// A sign to be enrolled, or more takes of one.
public struct NewSign: Sendable, Hashable {
    /// Normalised when it is stored.
    public var gloss: String
    /// A BCP 47 tag, as "ase"; `nil` where none is stated.
    public var language: String?
    /// At least one.
    public var takes: [ReferenceTake]
    /// Scoring's calibration on the takes, as JSON; `nil` for a sign that is not calibrated.
    public var calibration: String?
    /// What is kept of the sign; of `takes`, as the calibration.
    public var kept: KeptSign?

    public init(
        gloss: String, language: String? = nil, takes: [ReferenceTake], calibration: String? = nil,
        kept: KeptSign? = nil
    ) {
        self.gloss = gloss
        self.language = language
        self.takes = takes
        self.calibration = calibration
        self.kept = kept
    }
}
