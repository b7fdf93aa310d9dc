import Foundation
import Landmarks
import PracticeStore
import Scoring
import SyntheticSigner

/// The reference signs that come with the program: the takes of `Fixtures/references`, made anew.
enum EmbeddedReferences {
    /// As `Fixtures/references`: 20 signs, each by three people, HELLO by a child, too.
    static let glosses = [
        "HELLO", "THANK-YOU", "PLEASE", "SORRY", "YES", "NO", "HELP", "MOTHER", "FATHER", "I-LOVE-YOU",
        "GOOD",
        "EAT", "NAME", "WANT", "MORE", "FINISH", "WHERE", "YOU", "FRIEND", "HAPPY",
    ]

    /// Fills an empty store. Takes about a second.
    static func seed(_ store: any PracticeDatabase) throws {
        StandardStreams.note("First use: filling the store with \(glosses.count) reference signs.")
        let takes = try takes()
        let signs = Parallel.map(glosses) { gloss in
            Result { try calibration(of: gloss, among: takes) }
        }
        let now = Date()
        for (gloss, calibration) in zip(glosses, signs) {
            try store.addTakes(
                gloss: gloss, language: "ase", takes: takes[gloss, default: []].map(\.stored),
                calibration: try calibration.get(), signature: ScoringSignature.current, at: now)
        }
    }

    struct Take: Sendable {
        let stored: NewReferenceTake
        let prepared: PreparedTake
    }

    private static func calibration(of gloss: String, among takes: [String: [Take]]) throws -> String {
        let cohort = glosses.sorted().filter { $0 != gloss }.compactMap { takes[$0]?.first?.prepared }
        return try JSONText.line(
            SignCalibration.measured(
                takes: takes[gloss, default: []].map(\.prepared),
                cohort: cohort.prefix(ReferenceLibrary.cohortSize).map { [$0] }))
    }

    /// Seeds are the fixtures' own: the signer's thousands, the place of the sign in the library.
    static func takes() throws -> [String: [Take]] {
        var takes: [String: [Take]] = [:]
        for (row, signer) in [SignerProfile.ada, .bruno, .chiara, .emi].enumerated() {
            let scripts = SignScript.library.filter {
                glosses.contains($0.gloss) && (signer.name != SignerProfile.emi.name || $0.gloss == "HELLO")
            }
            for (column, script) in scripts.enumerated() {
                let clip = SyntheticSigner(profile: signer, seed: UInt64(1000 * (row + 1) + column))
                    .take(of: script).clip
                takes[script.gloss, default: []].append(
                    Take(
                        stored: try NewReferenceTake(
                            clip, signer: signer.name, source: "\(script.gloss).pose"),
                        prepared: try PreparedTake(clip, signer: signer.name)))
            }
        }
        return takes
    }
}
