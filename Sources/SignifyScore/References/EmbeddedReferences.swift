import Foundation
import Landmarks
import PracticeStore
import Scoring
import SyntheticSigner

/// The reference signs that come with the program: the takes of `Fixtures/references`, made anew.
enum EmbeddedReferences {
    /// Fills an empty store. Takes about a second.
    static func seed(_ store: any PracticeDatabase) throws {
        StandardStreams.note(
            "First use: filling the store with \(ReferenceRecording.glosses.count) reference signs.")
        let takes = try takes()
        let signs = Parallel.map(ReferenceRecording.glosses) { gloss in
            Result { try calibration(of: gloss, among: takes) }
        }
        let new = try zip(ReferenceRecording.glosses, signs).map { gloss, calibration in
            NewSign(
                gloss: gloss, language: "ase", takes: takes[gloss, default: []].map(\.stored),
                calibration: try calibration.get())
        }
        // All or none: a store that was filled half way would never be filled again.
        try store.addSigns(new, signature: ScoringSignature.current, at: Date())
    }

    /// The signs themselves, calibrated, by the order of their glosses; no store is needed.
    static func signs() throws -> [ReferenceSign] {
        let takes = try takes()
        return try Parallel.map(ReferenceRecording.glosses) { gloss in
            Result {
                let calibration = Data(try calibration(of: gloss, among: takes).utf8)
                return ReferenceSign(
                    gloss: gloss, takes: takes[gloss, default: []].map(\.prepared),
                    calibration: try JSONDecoder().decode(SignCalibration.self, from: calibration))
            }
        }.map { try $0.get() }
    }

    struct Take: Sendable {
        let stored: NewReferenceTake
        let prepared: PreparedTake
    }

    private static func calibration(of gloss: String, among takes: [String: [Take]]) throws -> String {
        let cohort = ReferenceRecording.glosses.sorted().filter { $0 != gloss }.compactMap {
            takes[$0]?.first?.prepared
        }
        return try JSONText.line(
            SignCalibration.measured(
                takes: takes[gloss, default: []].map(\.prepared),
                cohort: cohort.prefix(ReferenceLibrary.cohortSize).map { [$0] }))
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
