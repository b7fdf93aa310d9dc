import Signify

/// A file that is written whole or not at all.
struct OutputFile {
    private let path: String

    /// `-` is standard output.
    init(_ path: String) { self.path = path }

    /// Writes `bytes`: a reader sees the old file or the new one.
    func write(_ bytes: [UInt8]) throws {
        guard path != "-" else { return try StandardStreams.write(bytes) }
        let file = try PartialFile(path)
        try file.append(bytes)
        try file.finish()
    }
}
