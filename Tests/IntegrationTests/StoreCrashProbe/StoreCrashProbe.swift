import Foundation
import PracticeStore
import Scoring

/// Uses a store in a process of its own, for tests that kill it, take its rights away, or run many beside each
/// other. Prints a line for every operation that returned, and the store's error as the last line.
@main
enum StoreCrashProbe {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            try run(Array(arguments))
        } catch let error as StoreError {
            say("\(error)")
        }
    }

    private static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { return say("usage: StoreCrashProbe COMMAND PATH …") }
        let (command, path, rest) = (arguments[0], arguments[1], arguments.dropFirst(2))
        switch command {
        case "open":
            _ = try SQLiteDatabase.open(path: path)
            say("opened")
        case "open-unprivileged":
            guard setgid(65_534) == 0, setuid(65_534) == 0 else { return say("kept its rights") }
            _ = try SQLiteDatabase.open(path: path)
            say("opened")
        case "record":
            try record(SQLiteDatabase.open(path: path), feedbacks(rest))
        case "record-limited":
            // A write past the limit fails instead of ending the process.
            signal(SIGXFSZ, SIG_IGN)
            let store = try SQLiteDatabase.open(path: path)
            var limit = rlimit(rlim_cur: 300_000, rlim_max: 300_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try record(store, feedbacks(rest))
        case "complete":
            try complete(SQLiteDatabase.open(path: path), feedbacks(rest))
        case "enrol":
            try enrol(SQLiteDatabase.open(path: path))
        default: say("no command \(command)")
        }
    }

    private static func record(_ store: SQLiteDatabase, _ feedbacks: [Feedback]) throws {
        for count in 0... {
            let media = NewMedia(
                name: "attempt.pose", landmarks: Data(repeating: UInt8(count % 251), count: 60_000))
            let id = try store.record(
                NewSession(mode: .word, media: media, startedAt: instant), feedback: feedbacks[0], at: instant
            )
            say(id.uuidString)
        }
    }

    private static func complete(_ store: SQLiteDatabase, _ feedbacks: [Feedback]) throws {
        for count in 0... {
            let id = try store.beginSession(NewSession(mode: .word, startedAt: instant), at: instant)
            // The instant goes with the feedback, so that a mixed row shows.
            let place = count % feedbacks.count
            try store.complete(
                sessionID: id, feedback: feedbacks[place], at: instant.addingTimeInterval(Double(place)))
            say(id.uuidString)
        }
    }

    private static func enrol(_ store: SQLiteDatabase) throws {
        for count in 0... {
            let takes = (0..<3).map { take in
                ReferenceTake(
                    signer: "signer-\(take)", source: "take-\(take).pose",
                    landmarks: Data(repeating: UInt8(take), count: 20_000 + count), frameCount: 30,
                    durationSeconds: 1)
            }
            try store.addTakes(
                gloss: "SIGN \(UUID())", language: nil, takes: takes, calibration: "{}", signature: "probe",
                at: instant)
            say("enrolled")
        }
    }

    private static let instant = Date(timeIntervalSince1970: 1_700_000_000)

    private static func feedbacks(_ documents: ArraySlice<String>) throws -> [Feedback] {
        try documents.map { try JSONDecoder().decode(Feedback.self, from: Data($0.utf8)) }
    }

    /// At once: a killed process loses what it has not written.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
