import Foundation
import TestSupport

/// A process of `signify-worker`.
final class WorkerProcess {
    private let process = Process()
    private let errors = Pipe()

    /// Starts a worker with a lease of 2 s and more tries than a test has kills.
    init(_ url: String) throws {
        try start([
            "--db", url, "--threads", "1", "--batch", "4", "--lease", "2", "--tries", "1000",
            "--metrics-port", "0",
        ])
    }

    /// Starts a worker with its pages on `port`, and captures its output.
    init(_ url: String, port: Int) throws {
        process.standardError = errors
        try start(["--db", url, "--threads", "1", "--metrics-port", "\(port)"])
    }

    private func start(_ arguments: [String]) throws {
        process.executableURL = try BuiltProgram.named("signify-worker", override: "SIGNIFY_WORKER")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        if process.standardError as? Pipe !== errors { process.standardError = FileHandle.nullDevice }
        try process.run()
    }

    /// The output up to the first line with `part`, or up to its end.
    func says(_ part: String) -> String {
        var said = ""
        while !said.split(separator: "\n", omittingEmptySubsequences: false).dropLast().contains(where: {
            $0.contains(part)
        }) {
            let more = errors.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += String(decoding: more, as: UTF8.self)
        }
        return said
    }

    /// Waits for the end of the process; returns the exit status.
    func status() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { kill() }

    /// Kills the process (SIGKILL).
    func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Sends SIGTERM; returns the exit status.
    func terminate() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
