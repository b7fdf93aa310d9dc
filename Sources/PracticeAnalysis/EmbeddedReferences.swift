import Foundation
import Landmarks
import PracticeStore
import Scoring
import SyntheticSigner

/// The reference signs that come with the program: the takes of `Fixtures/references`, made anew.
public enum EmbeddedReferences {
    /// Their number.
    public static var count: Int { ReferenceRecording.glosses.count }

    /// Fills an empty store. Takes about a second.
    public static func seed(_ store: any PracticeDatabase) throws {
        let takes = try takes()
        let new = try calibrated(takes).map { sign in
            NewSign(
                gloss: sign.gloss, language: "ase", takes: takes[sign.gloss, default: []].map(\.stored),
                calibration: try JSONText.line(sign.calibration))
        }
        // All or none: a store that was filled half way would never be filled again.
        try store.addSigns(new, signature: ScoringSignature.current, at: Date())
    }

    private static func calibrated(_ takes: [String: [Take]]) -> [ReferenceSign] {
        let signs = ReferenceRecording.glosses.map { gloss in
            LibraryCalibration.Sign(
                gloss: gloss, takes: takes[gloss, default: []].map { ($0.stored.contentHash, $0.prepared) })
        }
        return LibraryCalibration(pool: signs).references(signs)
    }

    /// The signs without a store, calibrated beside each other. Takes about a second.
    public static func signs() throws -> [ReferenceSign] { try calibrated(takes()) }

    struct Take: Sendable {
        let stored: NewReferenceTake
        let prepared: PreparedTake
    }

    /// The takes of each sign.
    static func takes() throws -> [String: [Take]] {
        var takes: [String: [Take]] = [:]
        for recording in ReferenceRecording.all() {
            takes[recording.gloss, default: []].append(
                Take(
                    stored: try NewReferenceTake(
                        recording.clip, signer: recording.signer, source: "\(recording.gloss).pose"),
                    prepared: try PreparedTake(recording.clip, signer: recording.signer)))
        }
        return takes
    }
}
