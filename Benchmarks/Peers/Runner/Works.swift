import Alignment
import Landmarks
import Measured

/// The engine's works, by name.
enum Works {
    static func all(_ folder: DataFolder) throws -> [String: Work] {
        try alignment(folder).merging(reading(folder)) { first, _ in first }
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
