import FuzzDriver
import Landmarks

/// Lines of any bytes give a clip or an error.
@main struct FuzzNDJSON {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzNDJSON.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        guard var reader = try? NDJSONReader() else { return }
        for line in bytes.split(separator: 0x0A) {
            let copy = [UInt8](line)
            guard (try? reader.append(copy.span.bytes)) != nil else { break }
        }
        if let clip = try? reader.finish() { precondition(clip.frameCount > 0) }
    }
}
