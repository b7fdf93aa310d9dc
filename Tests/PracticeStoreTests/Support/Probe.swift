import Foundation
import Testing

/// `StoreCrashProbe` at work in a process of its own.
final class Probe {
    private let process = Process()
    private let output = Pipe()
    private var buffer = Data()

    init(_ arguments: String...) throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("StoreCrashProbe")
        try #require(
            FileManager.default.isExecutableFile(atPath: program.path), "\(program.path) is not built")
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The next line it says; `nil` once it has ended.
    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                defer { buffer = Data(buffer[(end + 1)...]) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            buffer.append(more)
        }
    }

    /// Kills it with SIGKILL wherever it is, and gives what it had said and nobody had read.
    func kill() -> [String] {
        kill(process.processIdentifier, SIGKILL)
        return wait()
    }

    /// What it still says until it ends.
    func wait() -> [String] {
        var lines: [String] = []
        while let line = line() { lines.append(line) }
        process.waitUntilExit()
        return lines
    }

    private func kill(_ pid: pid_t, _ signal: Int32) {
        _ = Foundation.kill(pid, signal)
    }
}
