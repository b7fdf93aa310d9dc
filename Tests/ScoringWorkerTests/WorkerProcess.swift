import Foundation

/// `signify-score worker` in a process of its own.
final class WorkerProcess {
    private let process = Process()

    /// Starts a worker whose claims hold for two seconds, and whose tries a test's kills cannot use up.
    init(_ url: String) throws {
        process.executableURL = try Self.executable()
        process.arguments = [
            "worker", "--db", url, "--threads", "1", "--batch", "4", "--lease", "2", "--tries", "1000",
            "--metrics-port", "0",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit { kill() }

    /// Ends it wherever it is.
    func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end, and gives its exit status.
    func terminate() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// The command that `SIGNIFY_SCORE` names, else the one that SwiftPM puts beside the test bundle.
    private static func executable() throws -> URL {
        if let named = ProcessInfo.processInfo.environment["SIGNIFY_SCORE"] {
            return URL(fileURLWithPath: named)
        }
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("signify-score")
    }
}
