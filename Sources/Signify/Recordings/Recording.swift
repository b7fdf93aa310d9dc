import Foundation
import Landmarks

/// Landmarks of a recording, with its path.
public struct Recording: Sendable {
    /// The path as given; `-` is standard input.
    public let path: String
    /// The detected encoding; `nil` for standard input, a folder of frames and landmarks in memory.
    let format: LandmarkFormat?
    public let clip: LandmarkClip

    /// Reads a file, a folder of numbered `.npy` frames, or `-`. Linear in the bytes.
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

    /// Reads bytes in the caller's memory; `name` takes the place of a path. Linear in the bytes; only JSON
    /// and wrapped bytes are copied.
    public init(_ bytes: RawSpan, name: String, reader: LandmarkReader = LandmarkReader())
        throws(LandmarkError)
    {
        path = name
        let plainFormat = reader.format(of: bytes)
        if plainFormat == nil {
            // The bytes are wrapped (gzip), or the reader throws for them.
            let input = try LandmarkReader.unwrapped(InputBytes(copying: bytes))
            format = input.withBytes { reader.format(of: $0) }
            clip = try reader.read(input)
        } else {
            format = plainFormat
            clip = try reader.read(bytes)
        }
    }

    /// A recording of landmarks in memory.
    public init(_ clip: LandmarkClip, name: String) {
        path = name
        format = nil
        self.clip = clip
    }

    /// Seconds from the first frame to the last.
    var duration: Double {
        clip.frameCount > 1 ? clip.time(ofFrame: clip.frameCount - 1) - clip.time(ofFrame: 0) : 0
    }

    /// The path as messages name it: `-` becomes "standard input".
    public var place: String { Self.place(of: path) }

    /// The same for a path that is not read yet. The middle of a path beyond 200 scalars is left out: a text in the place of
    /// a path must not fill the message.
    public static func place(of path: String) -> String {
        guard path != "-" else { return "standard input" }
        let scalars = path.unicodeScalars
        guard scalars.count > 200 else { return path }
        return String(scalars.prefix(100)) + "…" + String(scalars.suffix(60))
    }

    /// The file name without its folder, as the store keeps it: no control characters, at most 190 scalars.
    var name: String {
        guard path != "-" else { return "standard-input" }
        var name = String.UnicodeScalarView()
        for scalar in lastComponent.unicodeScalars.suffix(190) {
            name.append(scalar.properties.generalCategory == .control || scalar == "/" ? "_" : scalar)
        }
        return name.isEmpty ? "recording" : String(name)
    }

    /// The last component of the path. A URL asks the system for the working folder and the file's kind, so
    /// only special paths ("", ".", "..", "~") go through it.
    private var lastComponent: String {
        // Search by byte: a Character may be a slash with a combining accent.
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let last = String(path[(slash.map(path.utf8.index(after:)) ?? path.startIndex)...])
        return ["", ".", ".."].contains(last) || path.hasPrefix("~")
            ? URL(fileURLWithPath: path).lastPathComponent : last
    }

    /// The name of the `.pose` file that the store keeps.
    var mediaName: String {
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return (stem.isEmpty ? name : stem) + ".pose"
    }
}
