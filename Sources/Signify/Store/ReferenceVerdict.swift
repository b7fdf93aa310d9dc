import Landmarks
import Scoring
import SigningSpace

/// Whether recordings can teach a sign: a wrong reference is wrong for every learner, so it is checked harder than an attempt.
public struct ReferenceVerdict: Sendable {
    /// Faults that no reference may have: such a take is enrolled only on insistence.
    public let faults: [RecordingWarning]
    /// Repairs, guesses and weaknesses that a right take may have.
    public let cautions: [RecordingWarning]

    /// The share of the stroke in which the hand that signs should be seen.
    private static let seen = 0.6
    /// A take this many times as far from the nearest other take of its sign as takes of other signs are is another sign.
    private static let unlike = 1.5
    /// Notes of the check that are faults of a reference.
    private static let faulty: Set<RecordingWarning.Code> = [.bodyUnseen, .atRest]

    /// Judges a take by itself. O(frames).
    public init(_ take: PreparedTake) {
        faults = take.clip.warnings.filter { Self.faulty.contains($0.code) }
        var cautions = take.clip.warnings.filter { !Self.faulty.contains($0.code) }
        let share = take.handCoverage
        if share < Self.seen {
            cautions.append(
                RecordingWarning(
                    .handUnseen,
                    "The hand that signs was seen in \(Int((100 * share).rounded())) % of the sign only: every learner would be "
                        + "held to what is left of it. Keep it in the picture, with light on it."))
        }
        self.cautions = cautions
    }

    /// The verdicts of some takes of one sign, in their order. Each take is also compared with the others: one at least has to be
    /// like it. One alignment a pair.
    ///
    /// - Parameter known: takes that the sign has already.
    public static func of(_ takes: [PreparedTake], beside known: [PreparedTake]) -> [ReferenceVerdict] {
        takes.enumerated().map { place, take in
            let verdict = ReferenceVerdict(take)
            let others = known + takes.enumerated().filter { $0.offset != place }.map(\.element)
            guard !others.isEmpty else { return verdict }
            let sign = ReferenceSign(gloss: "", takes: others, calibration: .uncalibrated)
            guard let distance = try? WordScorer().distance(take, to: sign), distance > unlike else {
                return verdict
            }
            return ReferenceVerdict(
                faults: verdict.faults,
                cautions: verdict.cautions + [
                    RecordingWarning(
                        .unlikeOthers,
                        "The take is unlike every other take of the sign: it may be another sign, or cut.")
                ])
        }
    }

    private init(faults: [RecordingWarning], cautions: [RecordingWarning]) {
        (self.faults, self.cautions) = (faults, cautions)
    }
}
