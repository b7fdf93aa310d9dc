import Foundation

/// One run of the built `signify-evaluate`, to its end.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String

    /// Lines on standard error.
    var errorLines: [Substring] { errors.split(separator: "\n") }

    init(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = try Self.executable()
        process.arguments = arguments
        let folder = FileManager.default.temporaryDirectory.appending(path: "signify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files in place of pipes: nothing to drain, so nothing can hang.
        let (out, err) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [out, err] { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        output = String(decoding: try Data(contentsOf: out), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: err), as: UTF8.self)
    }

    /// SwiftPM puts the command beside the test bundle.
    private static func executable() throws -> URL {
        let places = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
            .compactMap(\.self)
        let arguments = CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
        for place in places + arguments {
            let file = place.appending(path: "signify-evaluate")
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
