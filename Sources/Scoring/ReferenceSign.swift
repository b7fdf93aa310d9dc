/// A sign to compare attempts with: its takes, and the usual differences between them.
public struct ReferenceSign: Sendable {
    /// The gloss, as "HELLO".
    public let gloss: String
    /// At least one.
    public let takes: [PreparedTake]
    /// How distances to this sign read as scores.
    public let calibration: SignCalibration
    /// Other signs that attempts are compared with, as the calibration names them.
    public let cohort: Cohort
    /// How long the sign takes.
    let tempo: UsualTempo

    /// Who made the takes.
    var signers: Set<String> { Set(takes.map(\.signer)) }

    /// A sign of the given takes.
    ///
    /// - Precondition: there is a take.
    public init(
        gloss: String, takes: [PreparedTake], calibration: SignCalibration, cohort: Cohort = .empty
    ) {
        precondition(!takes.isEmpty, "a sign needs a take")
        self.gloss = gloss
        self.takes = takes
        self.calibration = calibration
        self.cohort = cohort
        tempo = UsualTempo(durations: takes.map(\.clip.duration))
    }
}
