import Foundation
import Landmarks

/// A recording with the name it came by.
struct Recording {
    /// The path given; `-` is standard input.
    let path: String
    /// How it was encoded, where that was looked at: not for a stream, nor for a folder of frames.
    let format: LandmarkFormat?
    let clip: LandmarkClip

    /// Reads the recording at `path`: a file, a folder of numbered `.npy` frames, or `-`.
    init(path: String, reader: LandmarkReader) throws(LandmarkError) {
        self.path = path
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if path == "-" || isFolder.boolValue {
            format = nil
            clip = try reader.read(path: path)
        } else {
            let bytes = try InputBytes(path: path)
            format = bytes.withBytes { reader.format(of: $0) }
            clip = try reader.read(bytes)
        }
    }

    /// Seconds from the first frame to the last.
    var duration: Double {
        clip.frameCount > 1 ? clip.time(ofFrame: clip.frameCount - 1) - clip.time(ofFrame: 0) : 0
    }

    /// The name without folder, as the store keeps it: no control characters, at most 200.
    var name: String {
        guard path != "-" else { return "standard-input" }
        let last = URL(fileURLWithPath: path).lastPathComponent.unicodeScalars.map {
            $0.properties.generalCategory == .control || $0 == "/" ? "_" : String($0)
        }
        let name = last.suffix(190).joined()
        return name.isEmpty ? "recording" : name
    }

    /// The same for the `.pose` file that the store keeps.
    var mediaName: String {
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return (stem.isEmpty ? name : stem) + ".pose"
    }
}
