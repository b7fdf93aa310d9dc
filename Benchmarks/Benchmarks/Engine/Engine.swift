import Alignment
import Benchmark
import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner

/// The stages on the way from a recording to a score, each on the synthetic signer's takes. Read ratios within one run:
/// machines differ.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .throughput], warmupIterations: 3, maxDuration: .seconds(2))

    let clip = take("HELLO", by: .gwen, seed: 1)
    let json = clip.canonicalJSON()
    let pose = (try? clip.poseFile()) ?? []

    Benchmark("parse-json-hands-and-pose") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(try LandmarkReader().read(json.span.bytes)) }
    }
    Benchmark("parse-pose") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(try PoseReader.read(pose.span.bytes)) }
    }
    Benchmark("signing-space-and-features") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(try PreparedTake(clip)) }
    }

    let (attempt, reference) = (sequence(frames: 90), sequence(frames: 75))
    Benchmark("distance-matrix-90x75x150") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(try CostMatrix(attempt: attempt, reference: reference))
        }
    }
    Benchmark("pair-90x75x150-with-path") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(try CostMatrix(attempt: attempt, reference: reference).path())
        }
    }

    Benchmark("score-with-feedback-4-takes") { benchmark in
        let takes = try [SignerProfile.ada, .bruno, .chiara, .emi].enumerated().map { index, signer in
            try PreparedTake(take("HELLO", by: signer, seed: UInt64(index)))
        }
        let sign = ReferenceSign(gloss: "HELLO", takes: takes, calibration: .uncalibrated)
        let prepared = try PreparedTake(clip)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try WordScorer().score(prepared, against: sign)) }
    }
}

private func take(_ gloss: String, by signer: SignerProfile, seed: UInt64) -> LandmarkClip {
    guard let script = SignScript.named(gloss) else { preconditionFailure("no sign \(gloss)") }
    return SyntheticSigner(profile: signer, seed: seed).take(of: script).clip
}

/// Smooth features without gaps, 150 a frame.
private func sequence(frames: Int) -> FeatureSequence {
    let layout = FeatureLayout([.init(width: 150, mismatchCost: 1)])
    let values = (0..<frames * 150).map { Float(($0 * 7919) % 1000) / 1000 }
    return FeatureSequence(
        layout: layout, frameCount: frames, values: values, seen: Array(repeating: true, count: frames))
}
