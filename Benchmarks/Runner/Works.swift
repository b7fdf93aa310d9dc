import Alignment
import Landmarks
import Measured
import Scoring

/// The engine's works, by name.
enum Works {
    /// What peers do too.
    static func beside(_ folder: DataFolder) throws -> [String: Work] {
        try [reading(folder), WordParts().works].reduce(alignment(folder)) {
            $0.merging($1) { first, _ in first }
        }
    }

    /// Paths whose ratios are known: a fast one and what it saves, or the same one with ten times the work.
    static func paths() throws -> [String: Work] {
        try WordParts().works.merging(pathsOfAlignment()) { first, _ in first }
            .merging(pathsOfReading()) { first, _ in first }
    }

    private static func pathsOfAlignment() throws -> [String: Work] {
        let features = SyntheticFeatures()
        let attempt = features.take(of: 4, number: 11, frames: 90)
        let reference = features.take(of: 4, number: 12, frames: 75)
        let (long, longer) = (
            features.take(of: 1, number: 0, frames: 300), features.take(of: 1, number: 1, frames: 250)
        )
        let library = features.library(of: 1_000)
        let (few, many) = (try PackedSequences(Array(library.prefix(100))), try PackedSequences(library))
        let (short, stream) = (features.stream(frames: 750), features.stream(frames: 3_000))
        return [
            "pair": Work({ try EngineCalls.pair(attempt, reference) }) { [Double($0.cost)] },
            "pair-openblas": Work({ try EngineCalls.matrix(attempt, reference) }) { _ in [] },
            "long-pair": Work({ try EngineCalls.pair(long, longer) }) { [Double($0.cost)] },
            "long-pair-openblas": Work({ try EngineCalls.matrix(long, longer) }) { _ in [] },
            "library-100": Work({ try EngineCalls.distances(of: few, to: attempt) }, numbers: numbers),
            "library-1000": Work({ try EngineCalls.distances(of: many, to: attempt) }, numbers: numbers),
            "library-1000-two-threads": Work(
                { try EngineCalls.distances(of: many, to: attempt, threads: 2) }, numbers: numbers),
            "stream-750": Work({ try EngineCalls.place(of: reference, in: short) }) { [Double($0.cost)] },
            "stream-3000": Work({ try EngineCalls.place(of: reference, in: stream) }) { [Double($0.cost)] },
        ]
    }

    private static func pathsOfReading() throws -> [String: Work] {
        let full = SyntheticRecordings.attempt(face: true)
        let json = SharedInput(try InputBytes(JSONProducer.tasks.document(full)))
        let pose = try full.poseFile()
        let (short, long) = (
            SyntheticRecordings.stream(frames: 90), SyntheticRecordings.stream(frames: 900)
        )
        let shortJSON = SharedInput(try InputBytes(JSONProducer.tasks.document(short)))
        let longJSON = SharedInput(try InputBytes(JSONProducer.tasks.document(long)))
        let count = { (clip: LandmarkClip) in [Double(clip.frameCount)] }
        return [
            "json-face": Work({ try EngineCalls.everyPart(json.bytes) }, numbers: count),
            "json-face-skipped": Work({ try EngineCalls.handsAndPose(json.bytes) }, numbers: count),
            "pose-face": Work({ try PoseReader.read(pose.span.bytes) }, numbers: count),
            "json-90": Work({ try EngineCalls.everyPart(shortJSON.bytes) }, numbers: count),
            "json-900": Work({ try EngineCalls.everyPart(longJSON.bytes) }, numbers: count),
            "features-90": Work({ try PreparedTake(short) }) { [$0.handCoverage] },
            "features-900": Work({ try PreparedTake(long) }) { [$0.handCoverage] },
        ]
    }

    private static func alignment(_ folder: DataFolder) throws -> [String: Work] {
        let attempt = try folder.sequence("attempt")
        let reference = try folder.sequence("reference")
        let stream = try folder.sequence("stream")
        let library = try PackedSequences(folder.sequences("library"))
        let matrix = try folder.sequences("matrix")
        return [
            "pair": Work({ try EngineCalls.pair(attempt, reference) }) { path in
                [Double(path.cost)] + path.steps.flatMap { [Double($0.attempt), Double($0.reference)] }
            },
            "library": Work({ try EngineCalls.distances(of: library, to: attempt) }, numbers: numbers),
            "library-two-threads": Work(
                { try EngineCalls.distances(of: library, to: attempt, threads: 2) }, numbers: numbers),
            "matrix": Work({ try EngineCalls.halfMatrix(of: matrix) }, numbers: numbers),
            "stream": Work({ try EngineCalls.place(of: reference, in: stream) }) { path in
                [
                    Double(path.cost) / Double(path.weight), Double(path.steps.first?.attempt ?? -1),
                    Double(path.steps.last?.attempt ?? -1),
                ]
            },
        ]
    }

    private static func numbers(_ distances: [Float]) -> [Double] { distances.map(Double.init) }

    private static func reading(_ folder: DataFolder) throws -> [String: Work] {
        let json = SharedInput(try InputBytes(folder.bytes("recording.json")))
        let pose = try folder.bytes("recording.pose")
        let numbers = { (clip: LandmarkClip) in clip.values.map(Double.init) }
        let bare = { (clip: LandmarkClip) in
            let parts = [.pose, .leftHand, .rightHand].compactMap(clip.layout.range(of:))
            return (0..<clip.frameCount).flatMap { frame in
                parts.flatMap { part in
                    let first = frame * clip.layout.landmarkCount + part.lowerBound
                    return clip.values[
                        first * LandmarkClip.stride..<(first + part.count) * LandmarkClip.stride
                    ]
                    .map(Double.init)
                }
            }
        }
        return [
            "json-all": Work({ try EngineCalls.everyPart(json.bytes) }, numbers: numbers),
            "json-hands-and-pose": Work({ try EngineCalls.handsAndPose(json.bytes) }, numbers: bare),
            "pose": Work({ try PoseReader.read(pose.span.bytes) }, numbers: numbers),
        ]
    }

    /// Bytes that several closures share.
    private final class SharedInput {
        let bytes: InputBytes
        init(_ bytes: consuming InputBytes) { self.bytes = bytes }
    }
}
