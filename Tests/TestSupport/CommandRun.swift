import Foundation

/// A finished run of a program that SwiftPM built.
package struct CommandRun {
    /// The exit status; after a signal, its negated number.
    package let status: Int32
    package let output: String
    /// Standard error.
    package let errors: String

    /// The lines of standard error.
    package var errorLines: [Substring] { errors.split(separator: "\n") }

    /// Runs `program`.
    ///
    /// - Parameters:
    ///   - input: standard input; `nil` for an empty one.
    ///   - output: a file that receives standard output.
    package init(
        _ program: String, _ arguments: [String], input: Data? = nil, environment: [String: String] = [:],
        writingTo output: String? = nil
    ) throws {
        let process = Process()
        process.executableURL = try BuiltProgram.named(program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, because a full pipe blocks the process.
        if let input {
            let file = folder.appendingPathComponent("in")
            try input.write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let (out, err) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        for file in [out, err] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output.map { URL(fileURLWithPath: $0) } ?? out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        self.output = String(decoding: try Data(contentsOf: out), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: err), as: UTF8.self)
    }
}
