import Alignment

/// A sign to compare attempts with: its takes and its calibration.
public struct ReferenceSign: Sendable {
    /// The gloss, as "HELLO".
    public let gloss: String
    /// The takes of the sign; at least one.
    public let takes: [PreparedTake]
    /// Converts distances to this sign to scores.
    public let calibration: SignCalibration
    /// The other signs that attempts are compared with, as listed by the calibration.
    public let cohort: Cohort
    let tempo: UsualTempo
    /// The parts of `takes` that are compared.
    let compared: [ComparedTake]
    let madeDirection: Lazily<SignDirection?>

    /// The direction on which the takes agree; `nil` without one. O(frames · features) on the first reading.
    var direction: SignDirection? { madeDirection.value }

    var signers: Set<String> { Set(takes.map(\.signer)) }

    /// - Precondition: there is a take.
    public init(
        gloss: String, takes: [PreparedTake], calibration: SignCalibration, cohort: Cohort = .empty
    ) {
        precondition(!takes.isEmpty, "a sign needs a take")
        self.gloss = gloss
        self.takes = takes
        self.calibration = calibration
        self.cohort = cohort
        let compared = takes.map { ComparedTake($0) }
        self.compared = compared
        madeDirection = Lazily { SignDirection(compared) }
        tempo = UsualTempo(durations: takes.map(\.clip.duration))
    }
}
