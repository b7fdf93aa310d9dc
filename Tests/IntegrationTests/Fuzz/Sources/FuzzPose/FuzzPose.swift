import FuzzDriver
import Landmarks

/// Any bytes give a clip or an error.
@main struct FuzzPose {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzPose.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        guard let clip = try? PoseReader.read(bytes.bytes) else { return }
        precondition(clip.values.allSatisfy { abs($0) <= LandmarkClip.coordinateLimit })
    }
}
