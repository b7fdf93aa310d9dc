import Foundation
import Landmarks

/// A recording with the name it came by.
public struct Recording: Sendable {
    /// The path given; `-` is standard input.
    public let path: String
    /// Its encoding; `nil` for a stream and for a folder of frames.
    public let format: LandmarkFormat?
    public let clip: LandmarkClip

    /// Reads the recording at `path`: a file, a folder of numbered `.npy` frames, or `-`. Linear in its bytes.
    public init(path: String, reader: LandmarkReader = LandmarkReader()) throws(LandmarkError) {
        self.path = path
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if path == "-" || isFolder.boolValue {
            format = nil
            clip = try reader.read(path: path)
        } else {
            let bytes = try LandmarkReader.unwrapped(InputBytes(path: path))
            format = bytes.withBytes { reader.format(of: $0) }
            clip = try reader.read(bytes)
        }
    }

    /// Reads a recording from memory; `name` is its name in messages and in a store. Linear in its bytes. Only JSON is
    /// copied.
    public init(_ bytes: RawSpan, name: String, reader: LandmarkReader = LandmarkReader())
        throws(LandmarkError)
    {
        path = name
        let plainFormat = reader.format(of: bytes)
        if plainFormat == nil {
            // Wrapped, or nothing that is read, which is told then.
            let input = try LandmarkReader.unwrapped(InputBytes(copying: bytes))
            format = input.withBytes { reader.format(of: $0) }
            clip = try reader.read(input)
        } else {
            format = plainFormat
            clip = try reader.read(bytes)
        }
    }

    /// A recording that is landmarks already.
    public init(_ clip: LandmarkClip, name: String) {
        path = name
        format = nil
        self.clip = clip
    }

    /// Seconds from the first frame to the last.
    public var duration: Double {
        clip.frameCount > 1 ? clip.time(ofFrame: clip.frameCount - 1) - clip.time(ofFrame: 0) : 0
    }

    /// The path as messages name it.
    public var place: String { Self.place(of: path) }

    /// A path as messages name it.
    public static func place(of path: String) -> String { path == "-" ? "standard input" : path }

    /// The name without folder, as the store keeps it: no control characters, at most 200.
    public var name: String {
        guard path != "-" else { return "standard-input" }
        var name = String.UnicodeScalarView()
        for scalar in lastComponent.unicodeScalars.suffix(190) {
            name.append(scalar.properties.generalCategory == .control || scalar == "/" ? "_" : scalar)
        }
        return name.isEmpty ? "recording" : String(name)
    }

    /// The last component of the path. A URL asks the system for the working folder and the file's kind, so only what is not
    /// a name already is left to it.
    private var lastComponent: String {
        // A byte: a character may be a slash and an accent.
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let last = String(path[(slash.map(path.utf8.index(after:)) ?? path.startIndex)...])
        return ["", ".", ".."].contains(last) || path.hasPrefix("~")
            ? URL(fileURLWithPath: path).lastPathComponent : last
    }

    /// The same for the `.pose` file that the store keeps.
    public var mediaName: String {
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return (stem.isEmpty ? name : stem) + ".pose"
    }
}
