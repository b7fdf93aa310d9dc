import FuzzDriver
import Landmarks

/// Any bytes give a clip or an error, as rows of a table and as a table.
@main struct FuzzCSV {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzCSV.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        guard let clip = try? LandmarkReader().read(Table(bytes).bytes.span.bytes) else { return }
        precondition(clip.values.allSatisfy { abs($0) <= LandmarkClip.coordinateLimit })
    }

    /// The bytes behind a header that is one, so that the rows are reached.
    private struct Table {
        let bytes: [UInt8]

        init(_ bytes: UnsafeRawBufferPointer) {
            let header = (bytes.first ?? 0) % 2 == 0 ? "frame,type,landmark_index,x,y,z\n" : ""
            self.bytes = Array(header.utf8) + bytes.dropFirst()
        }
    }
}
