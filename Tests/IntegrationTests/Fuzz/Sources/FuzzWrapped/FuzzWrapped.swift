import FuzzDriver
import Landmarks

/// Any bytes give a clip or an error, whatever they are wrapped in.
@main struct FuzzWrapped {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzWrapped.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        check(bytes.bytes)
        // A member without compression, of the bytes.
        let count = UInt16(truncatingIfNeeded: min(bytes.count, 65_535))
        var stored: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]
        for number in [count, ~count] { stored += [UInt8(number & 255), UInt8(number >> 8)] }
        stored += bytes.prefix(Int(count))
        check(stored.span.bytes)
    }

    private static func check(_ bytes: RawSpan) {
        guard let clip = try? LandmarkReader().read(bytes) else { return }
        precondition(clip.values.allSatisfy { abs($0) <= LandmarkClip.coordinateLimit })
    }
}
