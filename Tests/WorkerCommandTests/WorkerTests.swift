import Foundation
import Logging
import Signify
import PracticeStore
import Scoring
import Testing

@testable import WorkerCommand

/// A worker in the test's process, on its own queue.
@Suite(.enabled(if: WorkerDatabase.server != nil, WorkerDatabase.missing))
struct WorkerTests {
    private let database: WorkerDatabase

    init() throws { database = try WorkerDatabase() }

    private func worker(threads: Int = 2, once: Bool = true, refresh: Duration = .seconds(30)) throws
        -> ScoringWorker
    {
        try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            configuration: WorkerConfiguration(
                threads: threads, batch: 3, tries: 3, pause: .milliseconds(20), refresh: refresh,
                endsWhenEmpty: once),
            logger: SQLiteDatabase.silent)
    }

    private func result(_ session: UUID) throws -> PracticeSession.Result {
        try #require(try database.owner.session(id: session).result)
    }

    /// Error code, mode and score of a session, separated by |.
    private func fault(_ session: UUID) throws -> String {
        try database.sql(
            "SELECT feedback #>> '{error,code}', feedback ->> 'mode', score FROM practice_sessions WHERE id = '\(session)'"
        )
    }

    @Test("an attempt gets the engine's feedback, for its lesson's signs or for those in raw_metrics")
    func scores() throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let wrong = try WorkerDatabase.fixture("hello-wrong-handshape.json")
        let strict = try database.lesson(.word, ["HELLO"], passingScore: 100)
        // White space makes another recording of it: one that is handed in twice earns once.
        func another(_ count: Int) -> Data { hello + Data(repeating: 0x20, count: count) }
        let word = try database.handIn(hello, lesson: database.lesson(.word, ["HELLO"]))
        let failed = try database.handIn(wrong, lesson: strict)
        let asked = try database.handIn(another(1), rawMetrics: #"{"signs": ["hello"], "frame_count": 92}"#)
        let sentence = try database.handIn(
            another(2), mode: .sentence, lesson: database.lesson(.sentence, ["HELLO", "YOU"]))
        let free = try database.handIn(
            another(3), mode: .freestyle, lesson: database.lesson(.freestyle, []))

        let worker = try worker()
        worker.run()

        #expect(worker.figures.count(.scored) == 5)
        let library = try Store(database.owner).library()
        func own(_ bytes: Data, _ task: PracticeTask, passing: Double = 70) throws -> Feedback {
            let recording = try bytes.withUnsafeBytes { try Recording($0.bytes, name: "attempt") }
            return try task.feedback(on: recording, passingScore: passing)
        }
        let one = try #require(SignList(["HELLO"]))
        let two = try #require(SignList(["HELLO", "YOU"]))
        #expect(try result(word).feedback == own(hello, library.task(one)))
        #expect(try result(word).feedback.passed)
        #expect(try result(asked).feedback == result(word).feedback)
        #expect(try result(failed).feedback == own(wrong, library.task(one), passing: 100))
        #expect(try !result(failed).feedback.passed)
        #expect(try result(sentence).feedback == own(hello, library.task(two)))
        #expect(try result(free).feedback == own(hello, library.task(nil, as: .freestyle)))
        let points = try [word, failed, asked, sentence, free].map {
            ExperiencePoints.earned(by: try result($0).feedback)
        }
        #expect(points.contains(10) && points.contains(2))
        #expect(
            try database.owner.progress(user: database.learner.id, asOf: Date()).xp == points.reduce(0, +))
        #expect(try database.sql("SELECT count(*) FROM practice_scoring_queue") == "0")
    }

    @Test("a learner reads scores and reasons in the language that they chose")
    func languages() throws {
        let lesson = try database.lesson(.word, ["HELLO"])
        let scored = try database.handIn(WorkerDatabase.fixture("hello.json"), lesson: lesson)
        let unreadable = try database.handIn(Data("not landmarks".utf8), lesson: lesson)
        _ = try database.sql(
            """
            INSERT INTO user_settings (user_id, language) VALUES ('\(database.learner.id)', 'es')
            ON CONFLICT (user_id) DO UPDATE SET language = excluded.language
            """)
        try worker().run()
        let feedback = try result(scored).feedback
        #expect(
            feedback.summary == feedback.worded(in: .spanish).summary
                && feedback.summary != feedback.worded(in: .english).summary)
        let reason = Catalogue.of(.spanish).text(Message(.unreadableRecording))
        #expect(
            try database.sql(
                "SELECT feedback ->> 'summary' FROM practice_sessions WHERE id = '\(unreadable)'") == reason)
    }

    @Test("an attempt that no try can score is moved aside once, with a reason for the learner")
    func poisons() throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let lesson = try database.lesson(.word, ["HELLO"])
        let expected: [(UUID, String)] = [
            (try database.handIn(Data("not landmarks".utf8), lesson: lesson), "unreadable|word|"),
            (try database.handIn(hello.prefix(hello.count / 2), lesson: lesson), "unreadable|word|"),
            (
                try database.handIn(WorkerDatabase.fixture("hello-no-hands.pose"), lesson: lesson),
                "unscorable|word|"
            ),
            (try database.handIn(nil, lesson: lesson), "no_recording|word|"),
            (
                try database.handIn(nil, lesson: lesson, rawMetrics: #"{"frame_count": 9}"#),
                "no_recording|word|"
            ),
            (
                try database.handIn(
                    nil, lesson: lesson, rawMetrics: #"{"media_id": "\#(UUID().uuidString)"}"#),
                "no_recording|word|"
            ),
            (try database.handIn(hello), "no_task|word|"),
            (try database.handIn(hello, rawMetrics: #"{"signs": ["\u0001"]}"#), "no_task|word|"),
            (try database.handIn(hello, lesson: database.lesson(.word, ["HELLO", "YOU"])), "no_task|word|"),
            (
                try database.handIn(hello, mode: .sentence, lesson: database.lesson(.sentence, ["HELLO"])),
                "no_task|sentence|"
            ),
            (try database.handIn(hello, lesson: database.lesson(.word, ["TEA"])), "unknown_sign|word|"),
        ]
        let good = try database.handIn(hello, lesson: lesson)

        let worker = try worker()
        worker.run()

        for (session, line) in expected { #expect(try fault(session) == line) }
        #expect(worker.figures.count(.poisoned) == expected.count)
        #expect(worker.figures.count(.scored) == 1)
        #expect(try result(good).score > 90)
        let summaries = try database.sql(
            "SELECT count(*) FROM practice_sessions WHERE score IS NULL AND feedback ->> 'summary' LIKE '%.'")
        #expect(summaries == "\(expected.count)")
        // No attempt is tried again, and no points are added.
        let second = try self.worker()
        second.run()
        #expect(second.figures.count(.poisoned) == 0)
        #expect(try database.owner.progress(user: database.learner.id, asOf: Date()).xp == 10)
    }

    @Test("a score that the store refuses does not keep those beside it from being written")
    func refusedScore() throws {
        let hello = try WorkerDatabase.fixture("hello.json")
        let lesson = try database.lesson(.word, ["HELLO"])
        let sessions = try (0..<3).map { _ in try database.handIn(hello, lesson: lesson) }
        try database.sql(
            "ALTER TABLE practice_sessions ADD CONSTRAINT odd CHECK (score IS NULL OR id <> '\(sessions[1])')"
        )
        let worker = try worker(threads: 1)
        worker.run()
        #expect(worker.figures.count(.scored) == 2)
        for (place, session) in sessions.enumerated() {
            #expect((try database.owner.session(id: session).result != nil) == (place != 1))
        }
    }

    @Test("an attempt whose workers were killed on every try is moved aside unread")
    func killers() throws {
        let session = try database.handIn(
            WorkerDatabase.fixture("hello.json"), lesson: database.lesson(.word, ["HELLO"]))
        try database.sql("UPDATE practice_scoring_queue SET attempts = 3")
        let worker = try worker()
        worker.run()
        #expect(try fault(session) == "too_many_tries|word|")
        #expect(worker.figures.count(.scored) == 0)
    }

    @Test("a sign enrolled while the worker runs is used at once")
    func enrolledLater() throws {
        let session = try database.handIn(
            WorkerDatabase.fixture("mother.pose"), lesson: database.lesson(.word, ["MOTHER"]))
        // The worker reads its signs before this one is enrolled, and checks again only after the test.
        let worker = try worker(refresh: .seconds(3600))
        try database.enrol("MOTHER")
        worker.run()
        #expect(worker.figures.count(.scored) == 1)
        #expect(try result(session).score > 0)
        #expect(worker.signs == 4)
    }

    @Test(
        "a listening worker scores new attempts, and releases its unread claims when it is stopped"
    )
    func listens() async throws {
        let worker = try worker(threads: 1, once: false)
        let running = Task.detached { worker.run() }
        let lesson = try database.lesson(.word, ["HELLO"])
        let hello = try WorkerDatabase.fixture("hello.json")
        let first = try database.handIn(hello, lesson: lesson)
        while try database.owner.session(id: first).result == nil {
            try await Task.sleep(for: .milliseconds(20))
        }
        for _ in 0..<9 { try database.handIn(hello, lesson: lesson) }
        while worker.figures.count(.scored) < 2 { try await Task.sleep(for: .milliseconds(5)) }
        worker.stop()
        await running.value
        let scored = worker.figures.count(.scored)
        #expect(
            try database.sql("SELECT count(*) FROM practice_sessions WHERE score IS NOT NULL") == "\(scored)")
        // A released attempt may be claimed at once, with no try counted.
        let waiting = try database.sql(
            "SELECT count(*) FROM practice_scoring_queue WHERE attempts = 0 AND not_before <= now()")
        #expect(waiting == "\(10 - scored)")
    }

    @Test("pauses double up to the longest")
    func pauses() {
        let configuration = WorkerConfiguration(threads: 1, pause: .seconds(2), longestPause: .seconds(15))
        #expect((1...6).map(configuration.pause(after:)) == [2, 4, 8, 15, 15, 15].map { .seconds($0) })
        #expect(configuration.pause(after: 1000) == .seconds(15))
    }
}
