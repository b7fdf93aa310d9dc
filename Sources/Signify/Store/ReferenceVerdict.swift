import Landmarks
import Scoring
import SigningSpace
import Wording

/// The check of a recording as a reference. It is stricter than the check of an attempt, because a wrong
/// reference misleads every learner.
public struct ReferenceVerdict: Sendable {
    /// Faults that no reference may have; such a take is enrolled only with `insisting`.
    public let faults: [RecordingWarning]
    /// Repairs, assumptions and poor quality; the take may be right.
    public let cautions: [RecordingWarning]

    /// The smallest share of the stroke in which the signing hand should be detected.
    private static let seen = 0.6
    /// The distance, over the sign's threshold, from which a take probably shows another sign.
    private static let unlike = 1.5
    /// The warnings of the recording check that are faults of a reference.
    private static let faulty: Set<RecordingWarning.Code> = [.bodyUnseen, .atRest]

    /// Checks one take. O(frames).
    init(_ take: PreparedTake) {
        faults = take.clip.warnings.filter { Self.faulty.contains($0.code) }
        var cautions = take.clip.warnings.filter { !Self.faulty.contains($0.code) }
        let share = take.handCoverage
        if share < Self.seen {
            cautions.append(
                RecordingWarning(
                    .handUnseen,
                    Message(.signingHandUnseen, ["share": .number((100 * share).rounded())])))
        }
        self.cautions = cautions
    }

    /// Checks takes of one sign, in their order. Each take must also be similar to at least one of the others
    /// and of `known`, the enrolled takes. One alignment per pair.
    static func of(_ takes: [PreparedTake], beside known: [PreparedTake]) -> [ReferenceVerdict] {
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
                cautions: verdict.cautions + [RecordingWarning(.unlikeOthers)])
        }
    }

    private init(faults: [RecordingWarning], cautions: [RecordingWarning]) {
        (self.faults, self.cautions) = (faults, cautions)
    }
}
