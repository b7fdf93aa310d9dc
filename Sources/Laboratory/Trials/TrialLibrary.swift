import Landmarks
import Scoring
import SyntheticSigner

/// The project's own references, prepared as in a store.
public struct TrialLibrary: Sendable {
    /// In the order of ``ReferenceRecording/glosses``.
    public let signs: [ReferenceSign]

    /// Prepares the takes and calibrates the signs. Takes a second or two.
    public init() throws {
        var takes: [String: [(id: String, take: PreparedTake)]] = [:]
        for recording in ReferenceRecording.all() {
            let take = try PreparedTake(recording.clip, signer: recording.signer)
            takes[recording.gloss, default: []].append((recording.signer, take))
        }
        let pool = ReferenceRecording.glosses.map {
            LibraryCalibration.Sign(gloss: $0, takes: takes[$0, default: []])
        }
        signs = LibraryCalibration(pool: pool).references(pool)
    }

    /// A sign with its references by people other than `signer`, at most `limit` of them.
    public func sign(_ gloss: String, without signer: String, limit: Int = .max) -> ReferenceSign? {
        guard let sign = signs.first(where: { $0.gloss == gloss }) else { return nil }
        let takes = sign.takes.filter { $0.signer != signer }
        guard !takes.isEmpty else { return nil }
        return ReferenceSign(
            gloss: gloss, takes: Array(takes.prefix(limit)), calibration: sign.calibration,
            cohort: sign.cohort)
    }
}
