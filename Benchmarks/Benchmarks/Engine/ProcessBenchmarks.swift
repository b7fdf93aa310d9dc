import Benchmark
import Foundation
import Measured
import PracticeStore
import Signify

/// A whole process of `signify-score`, with a file and an existing store.
enum ProcessBenchmarks {
    static func add() {
        guard let program = ProcessInfo.processInfo.environment["SIGNIFY_SCORE"] else { return }
        Benchmark.add("process-score-json-full-face") {
            try Run(program, JSONProducer.tasks.document(SyntheticRecordings.attempt(face: true)))
        } body: { run in
            try run.score()
        }
        Benchmark.add("process-score-json-hands-and-pose") {
            try Run(program, JSONProducer.tasks.document(SyntheticRecordings.attempt(face: false)))
        } body: { run in
            try run.score()
        }
        Benchmark.add("process-score-pose-full-face") {
            try Run(program, SyntheticRecordings.attempt(face: true).poseFile())
        } body: { run in
            try run.score()
        }
    }

    /// A folder with an attempt and a store.
    private final class Run {
        private let program: URL
        private let folder: URL

        init(_ program: String, _ attempt: [UInt8]) throws {
            self.program = URL(fileURLWithPath: program)
            folder = FileManager.default.temporaryDirectory.appending(path: "signify-bench-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(attempt).write(to: folder.appending(path: "attempt"))
            let store = folder.appending(path: "store.sqlite").path(percentEncoded: false)
            try ShippedReferences.fill(SQLiteDatabase.open(path: store))
            try score()
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func score() throws {
            let process = Process()
            process.executableURL = program
            process.currentDirectoryURL = folder
            process.arguments = [
                "attempt", "--ref", SyntheticRecordings.attempted, "--db", "store.sqlite", "--json",
            ]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        }
    }
}
