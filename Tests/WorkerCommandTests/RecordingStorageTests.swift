import Foundation
import Logging
import ObjectStorage
import PracticeStore
import Signify
import Synchronization
import TestSupport
import Testing

@testable import WorkerCommand

/// Recordings that an app uploaded to a storage itself.
@Suite(.enabled(if: WorkerDatabase.server != nil, WorkerDatabase.missing))
struct RecordingStorageTests {
    private let database: WorkerDatabase

    init() throws { database = try WorkerDatabase() }

    /// Runs a worker until the queue has nothing that is due.
    private func work(_ server: ScriptedServer, limit: Int = 100 << 20) throws -> ScoringWorker {
        var limits = ObjectStorage.Limits()
        (limits.pause, limits.tries, limits.bytes) = (.milliseconds(1), 2, limit)
        let worker = try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            recordings: RecordingStorage(
                ObjectStorage(service: server.address, key: "secret", limits: limits)),
            configuration: WorkerConfiguration(
                threads: 2, batch: 3, tries: 3, pause: .milliseconds(1), endsWhenEmpty: true),
            logger: SQLiteDatabase.silent)
        worker.run()
        return worker
    }

    /// Hands in an attempt whose recording is the object at a path; by default in the learner's own folder.
    private func handIn(_ path: String? = nil, bucket: String = RecordingStorage.usualBucket) throws -> UUID {
        let path = path ?? "\(database.learner.id.uuidString.lowercased())/\(UUID().uuidString).json"
        let media = UUID()
        try database.sql(
            """
            INSERT INTO media_assets (id, owner_id, bucket, path)
            VALUES ('\(media)', '\(database.learner.id)', '\(bucket)', '\(path)')
            """)
        return try database.handIn(
            nil, lesson: database.lesson(.word, ["HELLO"]), rawMetrics: #"{"media_id": "\#(media)"}"#)
    }

    private func line(_ session: UUID) throws -> String {
        try database.sql(
            "SELECT attempts, poisoned_at IS NOT NULL, last_error FROM practice_scoring_queue WHERE session_id = '\(session)'"
        )
    }

    private func fault(_ session: UUID) throws -> String {
        try database.sql("SELECT feedback #>> '{error,code}' FROM practice_sessions WHERE id = '\(session)'")
    }

    private func becomeDue() throws {
        try database.sql("UPDATE practice_scoring_queue SET not_before = now()")
    }

    @Test func areFetchedAndScored() throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let server = try ScriptedServer { _ in [.answer(200, [:], hello)] }
        let sessions = try (0..<5).map { _ in try handIn() }
        #expect(try work(server).figures.count(.scored) == 5)
        let stored = try database.handIn(hello, lesson: database.lesson(.word, ["HELLO"]))
        _ = try work(server)
        let wanted = try database.owner.session(id: stored).result?.score
        for session in sessions { #expect(try database.owner.session(id: session).result?.score == wanted) }
        #expect(server.requests.count == 5)
    }

    @Test("an upload that is not complete is waited for, and its tries are not counted")
    func waits() throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let server = try ScriptedServer { $0.number < 10 ? [.noObject] : [.answer(200, [:], hello)] }
        let session = try handIn()
        for round in 1...10 {
            #expect(try work(server).figures.count(.waiting) == 1)
            #expect(server.requests.count == round)
            #expect(try line(session).hasPrefix("0|f|the object practice-recordings/"))
            try becomeDue()
        }
        #expect(try work(server).figures.count(.scored) == 1)
        #expect(try database.owner.session(id: session).result != nil)
    }

    @Test func anUploadThatIsNeverCompletedIsWaitedForADay() throws {
        let server = try ScriptedServer { _ in [.noObject] }
        let session = try handIn()
        try database.sql("UPDATE practice_scoring_queue SET enqueued_at = now() - interval '23 hours'")
        #expect(try work(server).figures.count(.waiting) == 1)
        try database.sql("UPDATE practice_scoring_queue SET enqueued_at = now() - interval '25 hours'")
        try becomeDue()
        #expect(try work(server).figures.count(.poisoned) == 1)
        #expect(try fault(session) == "no_recording")
        #expect(try line(session).hasPrefix("1|t|"))
    }

    @Test("no attempt is lost to an outage of the storage, however long", arguments: [503, 401])
    func outage(status: Int) throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let server = try ScriptedServer { $0.number < 12 ? [.answer(status)] : [.answer(200, [:], hello)] }
        let session = try handIn()
        try database.sql("UPDATE practice_scoring_queue SET enqueued_at = now() - interval '3 days'")
        while server.requests.count < 12 {
            #expect(try work(server).figures.count(.waiting) == 1)
            #expect(try line(session).hasPrefix("0|f|the storage \(server.address)"))
            try becomeDue()
        }
        #expect(try work(server).figures.count(.scored) == 1)
    }

    @Test func nobodyElsesObjectIsFetched() throws {
        let server = try ScriptedServer { _ in [.answer(200)] }
        let own = database.learner.id.uuidString.lowercased()
        let sessions = try [
            handIn("\(UUID().uuidString.lowercased())/a.json"), handIn("a.json"), handIn("\(own)"),
            handIn("x/\(own)/a.json"), handIn("\(own)/a.json", bucket: "lesson-media"),
        ]
        #expect(try work(server).figures.count(.poisoned) == 5)
        for session in sessions { #expect(try fault(session) == "no_recording") }
        #expect(server.requests.isEmpty)
    }

    @Test func whatIsTooLargeOrUnreadableIsMovedAside() throws {
        let server = try ScriptedServer { request in
            [.answer(200, [:], request.number == 0 ? Data(count: 2000) : Data("no recording".utf8))]
        }
        let first = try handIn()
        #expect(try work(server, limit: 1000).figures.count(.poisoned) == 1)
        #expect(try fault(first) == "too_large")
        let second = try handIn()
        #expect(try work(server, limit: 1000).figures.count(.poisoned) == 1)
        #expect(try fault(second) == "unreadable")
    }

    @Test func theLogNamesTheRequestOfAnAttempt() throws {
        let session = try handIn()
        try database.sql("UPDATE practice_sessions SET request_id = 'request-7' WHERE id = '\(session)'")
        let lines = LogLines()
        let worker = try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            configuration: WorkerConfiguration(threads: 1, endsWhenEmpty: true), logger: lines.logger)
        worker.run()
        #expect(
            lines.all.contains {
                $0.contains("moved aside: no_recording") && $0.contains("request=request-7")
            })
    }

    @Test func withoutAStorageTheyHaveNoRecording() throws {
        let session = try handIn()
        let worker = try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            configuration: WorkerConfiguration(threads: 1, endsWhenEmpty: true), logger: SQLiteDatabase.silent
        )
        worker.run()
        #expect(try fault(session) == "no_recording")
    }
}

/// The lines of a log, with their metadata.
private final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
            lines.lines.withLock { $0.append(([event.message.description] + facts).joined(separator: " ")) }
        }
    }
}
