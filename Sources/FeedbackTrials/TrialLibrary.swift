import Landmarks
import Scoring
import SyntheticSigner

/// The project's own references, without those of the signer who attempts.
public struct TrialLibrary: Sendable {
    private struct Reference: Sendable {
        let gloss: String
        let take: PreparedTake
    }
    private let references: [Reference]
    private let calibrations: [String: SignCalibration]

    /// Prepares the takes and calibrates the signs. A second or two.
    public init() throws {
        let references = try ReferenceRecording.all().map {
            Reference(gloss: $0.gloss, take: try PreparedTake($0.clip, signer: $0.signer))
        }
        self.references = references
        var calibrations: [String: SignCalibration] = [:]
        for gloss in ReferenceRecording.glosses {
            let own = references.filter { $0.gloss == gloss }.map(\.take)
            let cohort = ReferenceRecording.glosses.filter { $0 != gloss }.compactMap { other in
                references.first { $0.gloss == other }.map { [$0.take] }
            }
            calibrations[gloss] = .measured(takes: own, cohort: cohort)
        }
        self.calibrations = calibrations
    }

    /// A sign's references by other people than `signer`; `limit` of them at most.
    public func sign(_ gloss: String, without signer: String, limit: Int = .max) -> ReferenceSign? {
        let takes = references.filter { $0.gloss == gloss && $0.take.signer != signer }.map(\.take)
        guard !takes.isEmpty, let calibration = calibrations[gloss] else { return nil }
        return ReferenceSign(gloss: gloss, takes: Array(takes.prefix(limit)), calibration: calibration)
    }
}
