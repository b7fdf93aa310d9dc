import Landmarks
import Scoring
import SyntheticSigner

/// The project's own references, as a store has them, without those of the signer who attempts.
public struct TrialLibrary: Sendable {
    private let signs: [String: ReferenceSign]

    /// Prepares the takes and calibrates the signs. A second or two.
    public init() throws {
        var takes: [String: [(id: String, take: PreparedTake)]] = [:]
        for recording in ReferenceRecording.all() {
            let take = try PreparedTake(recording.clip, signer: recording.signer)
            takes[recording.gloss, default: []].append((recording.signer, take))
        }
        let pool = ReferenceRecording.glosses.map {
            LibraryCalibration.Sign(gloss: $0, takes: takes[$0, default: []])
        }
        let references = LibraryCalibration(pool: pool).references(pool)
        signs = Dictionary(references.map { ($0.gloss, $0) }) { first, _ in first }
    }

    /// A sign's references by other people than `signer`; `limit` of them at most.
    public func sign(_ gloss: String, without signer: String, limit: Int = .max) -> ReferenceSign? {
        guard let sign = signs[gloss] else { return nil }
        let takes = sign.takes.filter { $0.signer != signer }
        guard !takes.isEmpty else { return nil }
        return ReferenceSign(
            gloss: gloss, takes: Array(takes.prefix(limit)), calibration: sign.calibration,
            cohort: sign.cohort)
    }
}
