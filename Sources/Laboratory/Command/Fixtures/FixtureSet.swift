import Landmarks
import SyntheticSigner

/// The fixtures: signs, signers, faults and seeds.
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

    private static func references() throws(LandmarkError) -> [FixtureFile] {
        var files: [FixtureFile] = []
        for recording in ReferenceRecording.all() {
            files.append(
                FixtureFile(
                    path: "references/\(recording.signer)/\(recording.gloss).pose",
                    bytes: try recording.clip.poseFile()))
        }
        return files
    }
}
