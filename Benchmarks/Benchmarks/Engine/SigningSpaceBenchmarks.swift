import Benchmark
import Measured
import Scoring
import SyntheticSigner

/// Landmarks to features, and features to feedback.
enum SigningSpaceBenchmarks {
    static func add() {
        for frames in [90, 300, 900] {
            Benchmark.add("normalise-and-features-\(frames)-frames") {
                SyntheticRecordings.stream(frames: frames)
            } body: { clip in
                blackHole(try PreparedTake(clip))
            }
        }
        Benchmark.add("normalise-and-features-full-face-110-frames") {
            SyntheticRecordings.attempt(face: true)
        } body: { clip in
            blackHole(try PreparedTake(clip))
        }
        for takes in [1, 4] {
            Benchmark.add("score-with-feedback-\(takes)-takes") {
                let signers = [SignerProfile.ada, .bruno, .chiara, .emi].prefix(takes)
                let references = try signers.enumerated().map { index, signer in
                    try PreparedTake(
                        SyntheticRecordings.take(
                            SyntheticRecordings.attempted, by: signer, seed: UInt64(index)))
                }
                return (
                    ReferenceSign(
                        gloss: SyntheticRecordings.attempted, takes: references, calibration: .uncalibrated),
                    try PreparedTake(SyntheticRecordings.attempt(face: false))
                )
            } body: { sign, attempt in
                blackHole(try WordScorer().score(attempt, against: sign))
            }
        }
    }
}
