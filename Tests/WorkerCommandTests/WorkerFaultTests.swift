import Foundation
import PracticeStore
import Scoring
import Testing

/// The configuration of the fault tests.
enum WorkerFaults {
    /// The number of attempts; 0 disables the tests, because they crash the server.
    static let attempts =
        ProcessInfo.processInfo.environment["SIGNIFY_FAULT_ATTEMPTS"].flatMap { Int($0) } ?? 0
}

/// Workers are killed at random while the server cuts their connections and crashes. Every attempt is scored
/// exactly once, and its points are added exactly once. The test needs its own server: `make fault-test`
/// starts one, with 10,000 attempts by default.
@Suite(
    .enabled(
        if: WorkerDatabase.server != nil && WorkerFaults.attempts > 0,
        "SIGNIFY_FAULT_ATTEMPTS is not set; run by make fault-test"))
struct WorkerFaultTests {
    static let attempts =
        ProcessInfo.processInfo.environment["SIGNIFY_FAULT_ATTEMPTS"].flatMap { Int($0) } ?? 0
    private static let learners = 20
    /// Unreadable attempts per hundred.
    private static let unreadable = 3

    @Test("every attempt is scored exactly once")
    func faults() throws {
        let database = try WorkerDatabase()
        try prepare(database)
        var chaos = SystemRandomNumberGenerator()
        var workers: [WorkerProcess] = []
        var (kills, cuts, crashes) = (0, 0, 0)
        for _ in 0..<3 { workers.append(try WorkerProcess(database.workerURL())) }
        var rounds = 0
        while true {
            Thread.sleep(forTimeInterval: .random(in: 0.1...0.7, using: &chaos))
            rounds += 1
            switch rounds % 6 {
            case 4:
                // The server reacts to a killed process: it ends all its processes and recovers from its log.
                _ = try? database.sql(
                    "COPY (SELECT 1) TO PROGRAM 'kill -9 \(try backend(database))'")
                crashes += 1
            case 2:
                let cut = try? database.sql(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE application_name = 'signify-worker' AND random() < 0.5
                    """)
                cuts += cut.flatMap { Int($0) } ?? 0
            default:
                let victim = Int.random(in: workers.indices, using: &chaos)
                workers[victim].kill()
                workers[victim] = try WorkerProcess(database.workerURL())
                kills += 1
            }
            let left = try? database.sql(
                "SELECT count(*) FROM practice_scoring_queue WHERE poisoned_at IS NULL")
            if left == "0" { break }
        }
        // The surviving workers exit with 0.
        for worker in workers { #expect(worker.terminate() == 0) }
        print(
            "faults: \(WorkerFaults.attempts) attempts, \(kills) kills, \(cuts) cut connections, \(crashes) crashes"
        )
        #expect(kills > 0)

        let bad = WorkerFaults.attempts * Self.unreadable / 100
        let good = WorkerFaults.attempts - bad
        func count(_ what: String) throws -> Int {
            try #require(Int(try database.sql("SELECT count(*) FROM \(what)")))
        }
        #expect(try count("practice_sessions WHERE score IS NOT NULL") == good)
        #expect(
            try count(
                "practice_sessions WHERE completed_at IS NULL AND feedback #>> '{error,code}' = 'unreadable'")
                == bad)
        #expect(try count("practice_scoring_queue WHERE poisoned_at IS NOT NULL") == bad)
        // All readable attempts have one clip, so one score.
        #expect(
            try count("(SELECT DISTINCT score, feedback FROM practice_sessions WHERE score IS NOT NULL) s")
                == 1)
        #expect(try count("xp_events") == good)
        #expect(
            try count(
                """
                practice_sessions p WHERE score IS NOT NULL AND (
                    SELECT count(*) FROM xp_events e WHERE e.user_id = p.user_id
                        AND e.idempotency_key = 'practice:' || p.id) <> 1
                """) == 0)
        #expect(
            try count(
                """
                users u WHERE xp <> 10 * (
                    SELECT count(*) FROM practice_sessions p WHERE p.user_id = u.id AND p.score IS NOT NULL)
                """) == 0)
    }

    /// Stores the attempts. The attempts of a learner share a recording, so that 10,000 attempts stay small.
    private func prepare(_ database: WorkerDatabase) throws {
        // A committed transaction must survive a crash, as in production.
        try database.sql(
            """
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$
            """)
        // As if each attempt had a recording of its own, and no day an end of its points: each earns its points, once.
        try database.sql(
            """
            CREATE OR REPLACE FUNCTION signify.recording_identity(attempt public.practice_sessions) RETURNS text
                LANGUAGE sql STABLE SET search_path = ''
                RETURN 'bytes:' || encode(sha256((attempt).id::text::bytea), 'hex');
            UPDATE signify.limits SET points_per_day = 1000000;
            """)
        let lesson = try database.lesson(.word, ["HELLO"])
        let recordings = [try WorkerDatabase.fixture("hello.json"), Data("no landmarks".utf8)]
        var media: [[UUID]] = [[], []]
        for number in 0..<Self.learners {
            let learner = Learner(nickname: "learner \(number)")
            try database.owner.addLearner(learner, at: Date())
            for (kind, bytes) in recordings.enumerated() {
                let session = try database.owner.beginSession(
                    NewSession(
                        userID: learner.id, mode: .word,
                        media: NewMedia(name: "\(kind).json", landmarks: bytes), startedAt: Date()),
                    at: Date())
                media[kind].append(try #require(try database.owner.session(id: session).mediaID))
                try database.sql("DELETE FROM practice_sessions WHERE id = '\(session)'")
            }
        }
        let names = media.joined().map { "'\($0)'" }.joined(separator: ",")
        try database.sql(
            """
            INSERT INTO practice_sessions (user_id, lesson_id, mode, media_id)
            SELECT m.owner_id, '\(lesson)', 'word', m.id
            FROM generate_series(0, \(WorkerFaults.attempts - 1)) n
            JOIN LATERAL (
                SELECT a.id, a.owner_id FROM unnest(array[\(names)]::uuid[]) WITH ORDINALITY AS x (id, place)
                JOIN media_assets a ON a.id = x.id
                WHERE x.place = 1 + n % \(Self.learners)
                    + CASE WHEN n < \(WorkerFaults.attempts * Self.unreadable / 100) THEN \(Self.learners) ELSE 0 END
            ) m ON true
            """)
        #expect(try database.sql("SELECT count(*) FROM practice_scoring_queue") == "\(WorkerFaults.attempts)")
    }

    private func backend(_ database: WorkerDatabase) throws -> String {
        try database.sql(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'signify-worker' ORDER BY random() LIMIT 1"
        )
    }
}
