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

    private func worker(
        threads: Int = 2, batch: Int = 3, batchBytes: Int = 8 << 20, lease: Duration = .seconds(300),
        once: Bool = true, refresh: Duration = .seconds(30)
    ) throws -> ScoringWorker {
        try ScoringWorker(
            database.queue(), listener: PostgresListener(database.workerAddress()),
            configuration: WorkerConfiguration(
                threads: threads, batch: batch, batchBytes: batchBytes, lease: lease, tries: 3,
                pause: .milliseconds(20), refresh: refresh, endsWhenEmpty: once),
            logger: SQLiteDatabase.silent)
    }

    /// Hands in so many readable attempts, each with a recording of its own.
    private func handIn(_ count: Int) throws -> [UUID] {
        let hello = try WorkerDatabase.fixture("hello.json")
        let lesson = try database.lesson(.word, ["HELLO"])
        return try (0..<count).map {
            try database.handIn(hello + Data(repeating: 0x20, count: $0), lesson: lesson)
        }
    }

    private func scoreCount() throws -> Int {
        try #require(Int(try database.sql("SELECT count(score) FROM practice_sessions")))
    }

    private func points() throws -> Int {
        try database.owner.progress(user: database.learner.id, asOf: Date()).xp
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

    @Test(
        "a score that cannot be written keeps none of its batch from being written, and stays in the queue by itself",
        arguments: [
            "ALTER TABLE practice_sessions ADD CONSTRAINT odd CHECK (score IS NULL OR id <> '%')",
            """
            CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE 'odd' USING errcode = 'XX000'; END $$;
            CREATE TRIGGER odd BEFORE UPDATE ON practice_sessions FOR EACH ROW
                WHEN (new.score IS NOT NULL AND new.id = '%') EXECUTE FUNCTION odd()
            """,
        ])
    func unwritableScore(fault: String) throws {
        let sessions = try handIn(5)
        try database.sql(fault.replacing("%", with: sessions[2].uuidString))
        let worker = try worker(threads: 1, batch: 5)
        worker.run()
        #expect(worker.figures.count(.scored) == 4)
        #expect(worker.figures.count(.overtaken) == 0)
        for (place, session) in sessions.enumerated() {
            #expect((try database.owner.session(id: session).result != nil) == (place != 2))
        }
        #expect(try points() == 40)
        // The others have left the queue after one try. One that the store refuses has the reason.
        #expect(
            try database.sql("SELECT session_id, last_error IS NOT NULL FROM practice_scoring_queue")
                == "\(sessions[2].uuidString.lowercased())|\(fault.contains("CHECK") ? "t" : "f")")
    }

    @Test("a batch whose connection is lost while it is written is written once")
    func cutInTheMidst() throws {
        try database.sql(
            """
            CREATE SEQUENCE writes;
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                IF nextval('writes') = 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                RETURN new;
            END $$;
            CREATE TRIGGER cut BEFORE UPDATE OF score ON practice_sessions FOR EACH ROW EXECUTE FUNCTION cut()
            """)
        _ = try handIn(5)
        let worker = try worker(threads: 1, batch: 5)
        worker.run()
        #expect(worker.figures.count(.scored) == 5)
        #expect(try scoreCount() == 5)
        #expect(try points() == 50)
        #expect(try #require(Int(try database.sql("SELECT last_value FROM writes"))) > 5)
    }

    @Test("recordings are read in parts of a batch where they are long", arguments: [1, 400_000, 8 << 20])
    func longRecordings(batchBytes: Int) throws {
        let sessions = try handIn(6)
        // Among them one that cannot be read, one whose bytes lie elsewhere and one in the attempt itself.
        let lesson = try database.lesson(.word, ["HELLO"])
        let unreadable = try database.handIn(Data("not landmarks".utf8), lesson: lesson)
        let elsewhere = try database.handIn(Data("elsewhere".utf8), lesson: lesson)
        try database.sql("DELETE FROM media_blobs WHERE bytes = 'elsewhere'")
        let empty = try database.handIn(nil, lesson: lesson, rawMetrics: #"{"frames": []}"#)
        try database.sql("UPDATE practice_scoring_queue SET fair_at = now() - random() * interval '1 hour'")
        let worker = try worker(threads: 1, batch: 9, batchBytes: batchBytes)
        worker.run()
        #expect(worker.figures.count(.scored) == 6)
        #expect(worker.figures.count(.poisoned) == 3)
        for session in sessions { #expect(try result(session).feedback == result(sessions[0]).feedback) }
        #expect(try fault(unreadable) == "unreadable|word|")
        #expect(try fault(elsewhere) == "no_recording|word|")
        #expect(try !fault(empty).isEmpty)
    }

    @Test("what half of a lease leaves no time for is given back, and scored by a later claim")
    func shortLease() throws {
        _ = try handIn(6)
        let worker = try worker(threads: 1, batch: 6, lease: .milliseconds(1))
        worker.run()
        #expect(worker.figures.count(.scored) == 6)
        #expect(worker.figures.count(.released) == 5 + 4 + 3 + 2 + 1)
        #expect(try scoreCount() == 6)
    }

    @Test("the attempts of a killed worker are scored by the next, each with the tries of its own")
    func killedInTheMidst() throws {
        let sessions = try handIn(5)
        // As by a worker that is killed again and again by the first of them, with all in hand.
        #expect(try database.queue().claim(limit: 5, lease: .milliseconds(1)).count == 5)
        try database.sql(
            """
            UPDATE practice_scoring_queue SET not_before = now() - interval '1 hour',
                attempts = CASE WHEN session_id = '\(sessions[0])' THEN 3 ELSE 1 END
            """)
        let worker = try worker(threads: 1, batch: 5)
        worker.run()
        #expect(worker.figures.count(.scored) == 4)
        #expect(try fault(sessions[0]) == "too_many_tries|word|")
        #expect(worker.figures.values.stages[.claim]?.counts.reduce(0, +) == 6)
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
