import Benchmark
import Foundation
import Measured
import PracticeStore
import Scoring
import Signify

/// The SQLite store: opening it, and keeping an attempt with its score, durably.
enum StoreBenchmarks {
    static func add() {
        Benchmark.add("store-open", prepare: { try Folder() }) { folder in
            blackHole(try SQLiteDatabase.openExisting(path: folder.path))
        }
        for face in [false, true] {
            Benchmark.add("store-attempt-\(face ? "full-face" : "hands-and-pose")") {
                (try Folder(), try Attempt(face: face))
            } body: { folder, attempt in
                try attempt.keep(attempt.feedback, in: folder.database)
            }
        }
        Benchmark.add("score-and-store-attempt-hands-and-pose") {
            (try Folder(), try Attempt(face: false))
        } body: { folder, attempt in
            try attempt.keep(attempt.task.feedback(on: attempt.recording), in: folder.database)
        }
    }

    /// A recording and its feedback.
    private struct Attempt {
        let recording: Recording
        let task: PracticeTask
        let feedback: Feedback

        init(face: Bool) throws {
            recording = Recording(SyntheticRecordings.attempt(face: face), name: "attempt.json")
            task = .word(try ShippedReferences.library().sign(SyntheticRecordings.attempted))
            feedback = try task.feedback(on: recording)
        }

        /// Keeps the recording with its feedback, as `signify-score` does.
        func keep(_ feedback: Feedback, in database: SQLiteDatabase) throws {
            let now = Date()
            try database.record(
                NewSession(recording, mode: feedback.mode, startedAt: now), feedback: feedback, at: now)
        }
    }

    /// A store with the shipped signs, in a folder that is removed with it.
    private final class Folder {
        let path: String
        let database: SQLiteDatabase
        private let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "signify-bench-\(UUID())")
            path = folder.appending(path: "store.sqlite").path(percentEncoded: false)
            database = try SQLiteDatabase.open(path: path)
            try ShippedReferences.fill(database)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }
}
