import Alignment
import Benchmark
import Landmarks
import Measured
import Scoring
import Signify

/// A stream against one reference, and live signing frame by frame; its percentiles are the latency of a
/// frame.
enum StreamBenchmarks {
    static func add() {
        for frames in [750, 3_000, 12_000] {
            Benchmark.add("stream-of-\(frames)-frames-against-one-reference") {
                let features = SyntheticFeatures()
                return (features.stream(frames: frames), features.take(of: 2, number: 12, frames: 75))
            } body: { stream, reference in
                blackHole(try EngineCalls.place(of: reference, in: stream))
            }
        }
        Benchmark.add("live-frame-parse", prepare: { try Session(signs: 0) }) { session in
            blackHole(try session.read())
        }
        for signs in [1, 20] {
            Benchmark.add("live-frame-parse-and-spot-\(signs)-signs", prepare: { try Session(signs: signs) })
            {
                session in
                blackHole(try session.spot())
            }
        }
    }

    /// NDJSON line by line; it starts again at its end.
    private final class Session {
        private let lines: [[UInt8]]
        private let models: [SignModel]
        private var next = 0
        private var feed = LandmarkFeed()
        private var spotter: StreamSpotter

        init(signs: Int) throws {
            lines = JSONProducer.tasks.lines(SyntheticRecordings.stream(frames: 1_800))
            let shipped = signs == 0 ? [] : try ShippedReferences.library().signs
            models = shipped.prefix(signs).map { SignModel($0) }
            spotter = StreamSpotter(models)
        }

        func read() throws -> LandmarkClip? {
            if next == lines.count {
                next = 0
                feed = LandmarkFeed()
                spotter = StreamSpotter(models)
            }
            defer { next += 1 }
            let line = lines[next]
            let clip = try feed.append(line.span.bytes)
            return clip
        }

        func spot() throws -> [SpottedSign] { try read().map { try spotter.append($0) } ?? [] }
    }
}
