import Benchmark
import Landmarks
import Measured

/// Parsing bytes to landmarks: every format and shape, with and without the face, by frames.
enum ReadingBenchmarks {
    static func add() {
        for face in [true, false] {
            let what = face ? "full-face" : "hands-and-pose"
            let clip = { SyntheticRecordings.attempt(face: face) }
            for producer in JSONProducer.allCases {
                document("parse-json-\(producer.rawValue)-\(what)") { producer.document(clip()) }
            }
            document("parse-ndjson-\(what)") { JSONProducer.tasks.lines(clip()).flatMap(\.self) }
            document("parse-npy-\(what)") { NumpyFile.bytes(clip()) }
            document("parse-pose-\(what)") { try clip().poseFile() }
        }
        Benchmark.add("parse-json-tasks-face-skipped") {
            Input(JSONProducer.tasks.document(SyntheticRecordings.attempt(face: true)))
        } body: { input in
            blackHole(try EngineCalls.handsAndPose(InputBytes(input.bytes)))
        }
        for seconds in [1, 10, 60] {
            document("parse-json-tasks-hands-and-pose-\(seconds * 30)-frames") {
                JSONProducer.tasks.document(SyntheticRecordings.stream(frames: seconds * 30))
            }
        }
    }

    private static func document(_ name: String, _ bytes: @escaping () throws -> [UInt8]) {
        Benchmark.add(name) {
            Input(try bytes())
        } body: { input in
            let bytes = input.bytes
            let clip = try LandmarkReader().read(bytes.span.bytes)
            blackHole(clip)
        }
    }

    /// A class, so that no benchmark measures a copy.
    private final class Input {
        let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }
}
