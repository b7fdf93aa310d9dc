/// A sign to be enrolled, or more takes of one.
public struct NewSign: Sendable, Hashable {
    /// The gloss; normalised when it is stored.
    public var gloss: String
    /// The sign language, as a BCP 47 tag ("ase"), where it is known.
    public var language: String?
    /// At least one.
    public var takes: [NewReferenceTake]
    /// The calibration that scoring learned from the takes, as JSON; `nil` before the first.
    public var calibration: String?

    /// A sign of the given parts.
    public init(
        gloss: String, language: String? = nil, takes: [NewReferenceTake], calibration: String? = nil
    ) {
        self.gloss = gloss
        self.language = language
        self.takes = takes
        self.calibration = calibration
    }
}
