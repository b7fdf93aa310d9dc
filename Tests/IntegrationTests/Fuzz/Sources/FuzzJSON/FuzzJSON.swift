import FuzzDriver
import Landmarks

/// Any bytes give a clip or an error, and a clip comes back from its own canonical JSON.
@main struct FuzzJSON {
    static func main() {
        let status = fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
            FuzzJSON.check(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        }
        precondition(status == 0)
    }

    static func check(_ bytes: UnsafeRawBufferPointer) {
        guard let clip = try? LandmarkReader().read(bytes.bytes) else { return }
        let json = clip.canonicalJSON()
        guard let again = try? LandmarkReader().read(json.span.bytes) else {
            fatalError("canonical JSON is refused")
        }
        precondition(again.values.map(\.bitPattern) == clip.values.map(\.bitPattern))
        precondition(again.flags == clip.flags && again.layout == clip.layout && again.facts == clip.facts)
        precondition(again.timestamps == clip.timestamps)
    }
}
