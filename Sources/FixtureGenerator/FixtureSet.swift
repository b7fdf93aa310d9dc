import Landmarks
import SyntheticSigner

/// What the fixtures are: which signs, whose, with which faults and seeds.
enum FixtureSet {
    /// Every file, in a fixed order. Takes about a second.
    static func files() throws(LandmarkError) -> [FixtureFile] {
        var files = try references()
        var truths: [String] = []
        for attempt in FixtureAttempt.all {
            let take = attempt.take()
            let bytes = try attempt.bytes(of: take.clip)
            files.append(FixtureFile(path: "attempts/" + attempt.file, bytes: bytes))
            truths.append(attempt.truth(take))
        }
        let truth = "[\n" + truths.joined(separator: ",\n") + "\n]\n"
        files.append(FixtureFile(path: "attempts/truth.json", bytes: Array(truth.utf8)))
        return files
    }

    /// The signs that have references.
    static let glosses = [
        "HELLO", "THANK-YOU", "PLEASE", "SORRY", "YES", "NO", "HELP", "MOTHER", "FATHER", "I-LOVE-YOU",
        "GOOD",
        "EAT", "NAME", "WANT", "MORE", "FINISH", "WHERE", "YOU", "FRIEND", "HAPPY",
    ]
    /// Whose references there are for every sign; HELLO has the child's, too.
    static let signers: [SignerProfile] = [.ada, .bruno, .chiara]

    private static func references() throws(LandmarkError) -> [FixtureFile] {
        var files: [FixtureFile] = []
        for (row, signer) in (signers + [.emi]).enumerated() {
            let scripts = SignScript.library.filter {
                glosses.contains($0.gloss) && (row < signers.count || $0.gloss == "HELLO")
            }
            for (column, script) in scripts.enumerated() {
                let take = SyntheticSigner(
                    profile: signer, seed: UInt64(1000 * (row + 1) + column)
                ).take(of: script)
                files.append(
                    FixtureFile(
                        path: "references/\(signer.name)/\(script.gloss).pose",
                        bytes: try take.clip.poseFile()))
            }
        }
        return files
    }
}
