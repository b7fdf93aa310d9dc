import Foundation
import Scoring
import Testing
import Wording

@testable import PracticeStore

/// The worker's queue, as role `signify_worker` and with its rights alone.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct ScoringQueueTests {
    /// A store with a learner, and its queue.
    private struct World {
        let database: PostgresTestDatabase
        let owner: PostgresDatabase
        let queue: ScoringQueue
        let learner = Learner(nickname: "Ada")

        init() throws {
            database = try PostgresServer.makeDatabase()
            owner = try database.open()
            queue = try database.queue()
            try owner.addLearner(learner, at: Samples.noon)
        }

        @discardableResult
        func handIn(
            lesson: UUID? = nil, rawMetrics: String? = nil, media: NewMedia? = nil
        ) throws -> UUID {
            try owner.beginSession(
                Samples.session(user: learner.id, lesson: lesson, rawMetrics: rawMetrics, media: media),
                at: Samples.noon)
        }

        var points: Int { get throws { try owner.progress(user: learner.id, asOf: Samples.noon).xp } }

        func line(_ session: UUID, _ columns: String) throws -> String? {
            try owner.text(
                "SELECT \(columns) FROM practice_scoring_queue WHERE session_id = '\(session.uuidString)'")
        }
    }

    @Test func theClaimIsTheQuery() throws {
        let file = PostgresServer.repository.appendingPathComponent(
            "scripts/database/queries/claim_attempts.sql")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("--") }
        #expect(lines.joined(separator: "\n") == ScoringQueue.claimSQL + ";")
    }

    /// The check of `user_settings.language` and the catalogues of the engine are one list.
    @Test func theDatabaseTakesTheEnginesLanguages() throws {
        let world = try World()
        let learner = world.learner.id.uuidString
        for language in Language.allCases {
            try world.owner.execute(
                """
                INSERT INTO user_settings (user_id, language) VALUES ('\(learner)', '\(language.rawValue)')
                ON CONFLICT (user_id) DO UPDATE SET language = excluded.language
                """)
            #expect(try world.owner.settings(of: world.learner.id).language == language)
            try world.handIn()
            let claims = try world.queue.claim(limit: 1, lease: .seconds(60))
            #expect(try world.queue.attempts(claims).map(\.language) == [language])
        }
        let rule = try world.owner.text(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'user_settings_language_check'"
        )
        let taken = (rule ?? "").matches(of: /'([a-z-]+)'/).map { String($0.1) }
        #expect(Set(taken) == Set(Language.allCases.map(\.rawValue)))
        #expect(try world.owner.settings(of: UUID()) == LearnerSettings())
    }

    @Test func anAttemptIsClaimedReadAndCompleted() throws {
        let world = try World()
        let lesson = try world.owner.saveLesson(
            Lesson(code: "greet", title: "Greetings", type: .word), at: Samples.noon)
        try world.owner.execute(
            """
            INSERT INTO lesson_signs VALUES ('\(lesson)', 2, 'YOU'), ('\(lesson)', 1, 'HELLO');
            INSERT INTO tests (lesson_id, passing_score) VALUES ('\(lesson)', 60), ('\(lesson)', 75)
            """)
        let media = NewMedia(name: "a.pose", landmarks: Data([1, 2, 3]))
        let id = try world.handIn(lesson: lesson, rawMetrics: #"{"frames_total": 90}"#, media: media)

        let claims = try world.queue.claim(limit: 10, lease: .seconds(60))
        let claim = try #require(claims.first)
        #expect(claims.count == 1)
        #expect(claim.sessionID == id)
        #expect(claim.userID == world.learner.id)
        #expect(claim.started.date == Samples.noon)
        #expect(claim.tries == 1)
        #expect(try world.queue.claim(limit: 10, lease: .seconds(60)) == [])

        let attempt = try #require(try world.queue.attempts([claim]).first)
        #expect(attempt.claim == claim)
        #expect(attempt.mode == .word)
        #expect(attempt.lesson == LessonTask(signs: ["HELLO", "YOU"], passingScore: 75))
        #expect(attempt.rawMetrics == #"{"frames_total": 90}"#)
        #expect(try world.queue.landmarks(of: attempt).stored?.bytes == Data([1, 2, 3]))

        let later = Samples.noon.addingTimeInterval(3)
        #expect(try world.queue.complete(claim, feedback: Samples.feedback(), at: later))
        let result = try world.owner.session(id: id).result
        #expect(result?.feedback == Samples.feedback())
        #expect(result?.completedAt == later)
        #expect(try world.points == ExperiencePoints.passed)
        #expect(try world.line(id, "1") == nil)
        #expect(try world.queue.attempts([claim]) == [])
        // A second time it is not this call that does it, and there are no points.
        #expect(try !world.queue.complete(claim, feedback: Samples.feedback(score: 90), at: later))
        #expect(try world.owner.session(id: id).result?.score == 83.4)
        #expect(try world.points == ExperiencePoints.passed)
    }

    /// As each by itself: scores, points, and the attempts that are left out.
    @Test func attemptsAreReadAndCompletedTogether() throws {
        let world = try World()
        let other = Learner(nickname: "Ben")
        try world.owner.addLearner(other, at: Samples.noon)
        var mine: [UUID] = []
        for number in 0..<7 {
            let user = number % 2 == 0 ? world.learner.id : other.id
            var session = Samples.session(
                user: user, rawMetrics: #"{"frame_count": \#(number)}"#,
                media: NewMedia(name: "a.pose", landmarks: Data([UInt8(number)])))
            // Microseconds and other months are parts of the key.
            session.startedAt = Samples.noon.addingTimeInterval(-Double(number) * 86_400 * 3 - 0.001)
            mine.append(try world.owner.beginSession(session, at: Samples.noon))
        }
        let claims = try world.queue.claim(limit: 10, lease: .seconds(60))
        #expect(Set(claims.map(\.sessionID)) == Set(mine))
        let rows = try world.queue.attempts(claims)
        #expect(Set(rows.map(\.claim)) == Set(claims))
        for row in rows {
            #expect(row.lesson == nil)
            let number = try #require(mine.firstIndex(of: row.claim.sessionID))
            #expect(row.rawMetrics == #"{"frame_count": \#(number)}"#)
        }
        // One is another's meanwhile, and one is gone.
        let quicker = try #require(claims.first { $0.sessionID == mine[0] })
        #expect(try world.queue.complete(quicker, feedback: Samples.feedback(score: 20), at: Samples.noon))
        try world.owner.execute("DELETE FROM practice_sessions WHERE id = '\(mine[1])'")
        let scored = claims.map { claim in
            let score = Double(mine.firstIndex(of: claim.sessionID) ?? 0) * 10 + 30.25
            return ScoredClaim(claim, Samples.feedback(score: score))
        }
        #expect(try world.queue.complete(scored, at: Samples.noon) == Set(mine[2...]))
        #expect(try world.queue.complete(scored, at: Samples.noon) == [])
        for (number, id) in mine.enumerated() where number > 1 {
            let expected = Samples.feedback(score: Double(number) * 10 + 30.25)
            #expect(try world.owner.session(id: id).result?.feedback == expected)
        }
        #expect(try world.owner.session(id: mine[0]).result?.score == 20)
        // 50.25 and 60.25 earn 2, 70.25 and more 10; mine[0] has its 2.
        #expect(try world.points == 2 + 2 + 10 + 10)
        #expect(try world.owner.progress(user: other.id, asOf: Samples.noon).xp == 2 + 10)
        #expect(try world.owner.text("SELECT count(*) FROM practice_scoring_queue") == "0")
        #expect(try world.queue.complete([], at: Samples.noon) == [])
        #expect(try world.queue.attempts([]) == [])
    }

    @Test func ofScoresTogetherAllAreWrittenOrNone() throws {
        let world = try World()
        for _ in 0..<3 { try world.handIn() }
        let claims = try world.queue.claim(limit: 10, lease: .seconds(60))
        var broken = Samples.feedback()
        broken.passed = false
        let scored = claims.enumerated().map { place, claim in
            ScoredClaim(claim, place == 1 ? broken : Samples.feedback())
        }
        let error = #expect(throws: StoreError.self) {
            try world.queue.complete(scored, at: Samples.noon)
        }
        guard case .refused("practice_sessions", "feedback", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try world.owner.text("SELECT count(score) FROM practice_sessions") == "0")
        #expect(try world.points == 0)
    }

    /// Of workers with the same learners in their batches none ends another's transaction.
    @Test func batchesOfTheSameLearnersDoNotCross() throws {
        let world = try World()
        let learners = (0..<5).map { Learner(nickname: "Learner \($0)") }
        for learner in learners { try world.owner.addLearner(learner, at: Samples.noon) }
        for number in 0..<80 {
            let session = Samples.session(user: learners[(number * 7) % 5].id)
            try world.owner.beginSession(session, at: Samples.noon)
        }
        let queue = world.queue
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                while case let claims = try queue.claim(limit: 8, lease: .seconds(60)), !claims.isEmpty {
                    let scored = claims.reversed().map { ScoredClaim($0, Samples.feedback()) }
                    let written = try queue.complete(scored, at: Samples.noon)
                    #expect(written.count == claims.count)
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try world.owner.text("SELECT count(score) FROM practice_sessions") == "80")
        let deadlocks =
            "SELECT pg_stat_get_db_deadlocks(oid) FROM pg_database WHERE datname = current_database()"
        #expect(try world.owner.text(deadlocks) == "0")
        for learner in learners {
            #expect(try world.owner.progress(user: learner.id, asOf: Samples.noon).xp == 160)
        }
    }

    @Test func aLeaseThatEndsBringsTheAttemptBack() throws {
        let world = try World()
        let id = try world.handIn()
        let first = try #require(try world.queue.claim(limit: 1, lease: .milliseconds(1)).first)
        Thread.sleep(forTimeInterval: 0.01)
        let second = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        #expect(second.sessionID == id)
        #expect(second.tries == 2)
        // The first claim holds no more: it moves nothing.
        let fault = ScoringFault(summary: "Record it again.", code: "no_hands", message: "no hand was seen")
        #expect(try !world.queue.retry(first, after: .zero, error: "late"))
        #expect(try !world.queue.poison(first, fault: fault))
        #expect(try world.queue.release([first]) == [])
        #expect(
            try world.line(id, "attempts || ' ' || (last_error IS NULL) || ' ' || (poisoned_at IS NULL)")
                == "2 true true")
        #expect(try world.owner.text("SELECT feedback FROM practice_sessions") == nil)
        // But a score is a score, and the second is told.
        #expect(try world.queue.complete(first, feedback: Samples.feedback(), at: Samples.noon))
        #expect(try !world.queue.complete(second, feedback: Samples.feedback(), at: Samples.noon))
        #expect(try world.points == ExperiencePoints.passed)
    }

    /// What ended a worker, or was beside that in its hands, is nobody's neighbour from then on.
    @Test func whatWasTriedBeforeIsClaimedAlone() throws {
        let world = try World()
        for _ in 0..<3 { try world.handIn() }
        let killed = Set(try world.queue.claim(limit: 3, lease: .milliseconds(1)).map(\.sessionID))
        #expect(killed.count == 3)
        Thread.sleep(forTimeInterval: 0.01)
        let new = Set(try (0..<3).map { _ in try world.handIn() })
        // Before and after those that wait for the first time.
        try world.owner.execute(
            """
            UPDATE practice_scoring_queue q SET fair_at = now() - t.ago, not_before = now() - t.ago
            FROM (
                SELECT session_id, interval '1 minute' * CASE
                    WHEN attempts = 0 THEN 2
                    WHEN row_number() OVER (PARTITION BY attempts ORDER BY session_id) < 3 THEN 3
                    ELSE 1 END AS ago
                FROM practice_scoring_queue) t
            WHERE t.session_id = q.session_id
            """)
        var claims: [[ScoringClaim]] = []
        while case let claim = try world.queue.claim(limit: 10, lease: .seconds(60)), !claim.isEmpty {
            claims.append(claim)
        }
        #expect(claims.map { $0.map(\.tries) } == [[2], [2], [1, 1, 1], [2]])
        #expect(Set(claims[2].map(\.sessionID)) == new)
        #expect(Set(claims.joined().map(\.sessionID)) == killed.union(new))
        // Given back, a try is not counted, and the first one still is.
        let released = try world.queue.release(Array(claims.joined()))
        #expect(released == killed.union(new))
        #expect(
            try world.owner.text(
                "SELECT string_agg(attempts::text, '' ORDER BY attempts) FROM practice_scoring_queue")
                == "000111")
        #expect(try world.queue.release([]) == [])
    }

    @Test func recordingsAreReadTogetherUpToTheirBytes() throws {
        let world = try World()
        let other = Learner(nickname: "Ben")
        try world.owner.addLearner(other, at: Samples.noon)
        // In the order of their turns: two of 3 bytes, one in the attempt, one whose bytes lie elsewhere, one of 5, another's.
        for number in 0..<6 {
            let bytes = Data(repeating: UInt8(number), count: number == 4 ? 5 : 3)
            let id = try world.handIn(
                rawMetrics: number == 2 ? #"{"frames": []}"# : nil,
                media: number == 2 ? nil : NewMedia(name: "a.pose", landmarks: bytes))
            try world.owner.execute(
                """
                UPDATE practice_scoring_queue SET fair_at = now() - interval '\(10 - number) hours'
                WHERE session_id = '\(id)'
                """)
            let medium = "(SELECT media_id FROM practice_sessions WHERE id = '\(id)')"
            if number == 3 { try world.owner.execute("DELETE FROM media_blobs WHERE media_id = \(medium)") }
            if number == 5 {
                try world.owner.execute(
                    "UPDATE media_assets SET owner_id = '\(other.id)' WHERE id = \(medium)")
            }
        }
        let rows = try world.queue.attempts(world.queue.claim(limit: 10, lease: .seconds(60)))
        let order = try world.owner.text(
            "SELECT string_agg(session_id::text, ',' ORDER BY fair_at) FROM practice_scoring_queue")
        let sessions = try #require(order).split(separator: ",").compactMap { UUID(uuidString: String($0)) }
        let attempts = try sessions.map { id in try #require(rows.first { $0.claim.sessionID == id }) }
        /// The numbers of the attempts whose recordings were read, and of how many attempts that is all.
        func read(_ first: Int, bytes: Int) throws -> [[Int]] {
            let read = try world.queue.recordings(of: attempts[first...], bytes: bytes)
            return [sessions.indices.filter { read.bySession[sessions[$0]] != nil }, [read.count]]
        }
        #expect(try read(0, bytes: 100) == [[0, 1, 4], [5]])
        #expect(try read(0, bytes: 11) == [[0, 1, 4], [5]])
        #expect(try read(0, bytes: 10) == [[0, 1], [2]])
        #expect(try read(0, bytes: 5) == [[0], [1]])
        // One at least.
        #expect(try read(0, bytes: 0) == [[0], [1]])
        #expect(try read(2, bytes: 0) == [[4], [3]])
        #expect(try read(5, bytes: 100) == [[], [1]])
        #expect(try read(6, bytes: 100) == [[], [0]])
        let recordings = try world.queue.recordings(of: attempts, bytes: 100).bySession
        for number in [0, 1, 4] {
            #expect(try recordings[sessions[number]] == world.queue.landmarks(of: attempts[number]).stored)
        }
        guard case .object(let elsewhere) = try world.queue.landmarks(of: attempts[3]) else {
            Issue.record("bytes that lie elsewhere were read")
            return
        }
        #expect(elsewhere.path.hasSuffix("/a.pose") && elsewhere.bytes == nil)
        #expect(throws: StoreError.self) { try world.queue.landmarks(of: attempts[5]) }
    }

    @Test func aRetryWaitsAndSaysWhy() throws {
        let world = try World()
        let id = try world.handIn()
        let claim = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        #expect(
            try world.queue.retry(claim, after: .seconds(3600), error: String(repeating: "é", count: 3000)))
        #expect(try world.line(id, "char_length(last_error)") == "2000")
        #expect(try world.line(id, "not_before > now() + interval '59 minutes'") == "true")
        #expect(try world.queue.claim(limit: 1, lease: .seconds(60)) == [])
        try world.owner.execute("UPDATE practice_scoring_queue SET not_before = now()")
        #expect(try world.queue.claim(limit: 1, lease: .seconds(60)).map(\.tries) == [2])
    }

    @Test func aReleaseIsNoTry() throws {
        let world = try World()
        let listener = try PostgresListener(try world.database.address(as: "signify_worker"))
        try world.handIn()
        #expect(listener.wait(timeout: .seconds(10)) == .notified)
        let claim = try #require(try world.queue.claim(limit: 1, lease: .seconds(3600)).first)
        #expect(try world.queue.release([claim]) == [claim.sessionID])
        // Another worker hears of it, and has it at once.
        #expect(listener.wait(timeout: .seconds(10)) == .notified)
        #expect(try world.queue.claim(limit: 1, lease: .seconds(60)).map(\.tries) == [1])
    }

    @Test func poisonIsMovedAsideAndTold() throws {
        let world = try World()
        let id = try world.handIn()
        let claim = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        for (summary, code, message) in [("", "a", "m"), ("s", "No Code", "m"), ("s", "a", "")] {
            let error = #expect(throws: StoreError.self) {
                try world.queue.poison(
                    claim, fault: ScoringFault(summary: summary, code: code, message: message))
            }
            guard case .refused("practice_sessions", "feedback", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try world.line(id, "poisoned_at IS NULL") == "true")
        let fault = ScoringFault(
            summary: "We could not see your hands. Record it again in better light.", code: "no_hands",
            message: "no hand was seen in 90 frames")
        #expect(try world.queue.poison(claim, fault: fault))
        #expect(
            try world.line(id, "(poisoned_at IS NOT NULL) || ' ' || last_error") == "true " + fault.message)
        #expect(
            try world.owner.text("SELECT feedback FROM practice_sessions")
                == #"{"mode": "word", "error": {"code": "no_hands", "message": "no hand was seen in 90 frames"}, "#
                + #""summary": "We could not see your hands. Record it again in better light.", "version": 1}"#
        )
        #expect(try world.queue.claim(limit: 10, lease: .seconds(60)) == [])
        #expect(try !world.queue.poison(claim, fault: fault))

        // The learner reads it, and it is no practice.
        let claims = #"{"sub":"\#(world.learner.id.uuidString.lowercased())","role":"authenticated"}"#
        let learner = try world.database.open(as: "authenticated", claims: claims)
        #expect(try learner.text("SELECT feedback ->> 'summary' FROM practice_sessions") == fault.summary)
        #expect(try world.owner.history(user: world.learner.id) == [])
        #expect(try world.owner.progress(user: world.learner.id, asOf: Samples.noon).scoredSessions == 0)
        #expect(try world.owner.session(id: id).result == nil)
        #expect(try world.points == 0)

        // An operator who has mended what was wrong has it tried again.
        try world.owner.execute("UPDATE practice_scoring_queue SET poisoned_at = NULL, not_before = now()")
        let again = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        #expect(again.tries == 2)
        #expect(try world.queue.complete(again, feedback: Samples.feedback(), at: Samples.noon))
        #expect(try world.owner.history(user: world.learner.id).map(\.id) == [id])
    }

    @Test func figuresTellWhatWaits() throws {
        let world = try World()
        #expect(
            try world.queue.figures()
                == QueueFigures(ready: 0, delayed: 0, poisoned: 0, oldestWaiting: nil))
        for _ in 0..<4 { try world.handIn() }
        let claims = try world.queue.claim(limit: 2, lease: .seconds(600))
        #expect(claims.count == 2)
        try world.queue.poison(claims[0], fault: ScoringFault(summary: "s", code: "c", message: "m"))
        try world.owner.execute(
            """
            UPDATE practice_scoring_queue SET enqueued_at = now() - interval '1 hour'
            WHERE session_id = '\(claims[1].sessionID)'
            """)
        let figures = try world.queue.figures()
        #expect((figures.ready, figures.delayed, figures.poisoned) == (2, 1, 1))
        let waiting = try #require(figures.oldestWaiting)
        #expect(waiting >= .seconds(3600))
    }

    @Test func workersPassOneAnotherBy() throws {
        let world = try World()
        let ids = Set(try (0..<40).map { _ in try world.handIn() })
        let queues = try (0..<4).map { _ in try world.database.queue() }
        let claimed = Collected<UUID>()
        DispatchQueue.concurrentPerform(iterations: queues.count) { number in
            while let claims = try? queues[number].claim(limit: 3, lease: .seconds(60)), !claims.isEmpty {
                claimed.append(contentsOf: claims.map(\.sessionID))
            }
        }
        #expect(claimed.values.count == 40)
        #expect(Set(claimed.values) == ids)
    }

    @Test func boundsAreKept() throws {
        let world = try World()
        for (limit, lease) in [
            (0, Duration.seconds(60)), (1001, .seconds(60)), (1, .zero), (1, .seconds(86_401)),
        ] {
            #expect(throws: StoreError.self) { try world.queue.claim(limit: limit, lease: lease) }
        }
    }

    @Test func theWorkerMayDoNothingElse() throws {
        let world = try World()
        let id = try world.handIn()
        let store = world.queue.store
        func denied(_ body: () throws -> Void) {
            let error = #expect(throws: StoreError.self) { try body() }
            guard case .denied = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        denied { _ = try store.progress(user: world.learner.id, asOf: Samples.noon) }
        denied { _ = try store.beginSession(Samples.session(user: world.learner.id), at: Samples.noon) }
        denied {
            _ = try store.record(
                Samples.session(user: world.learner.id), feedback: Samples.feedback(), at: Samples.noon)
        }
        denied { try store.addLearner(Learner(nickname: "Ben"), at: Samples.noon) }
        denied { _ = try store.saveLesson(Lesson(code: "a", title: "A", type: .word), at: Samples.noon) }
        denied { _ = try store.enrol("HELLO", [Samples.take(1)]) }
        denied { try store.removeSign(gloss: "HELLO") }
        denied { try store.execute("DELETE FROM practice_scoring_queue") }
        // References it reads, and an attempt that is not queued it does not see.
        #expect(try store.signs() == [])
        let claim = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        #expect(try world.queue.complete(claim, feedback: Samples.feedback(), at: Samples.noon))
        #expect(throws: StoreError.notFound(.session(id))) {
            try store.complete(sessionID: id, feedback: Samples.feedback(score: 100), at: Samples.noon)
        }
        #expect(try world.owner.session(id: id).result?.score == 83.4)
    }

    @Test func aLearnerNeverWritesAScore() throws {
        let world = try World()
        let id = try world.handIn()
        let claims = #"{"sub":"\#(world.learner.id.uuidString.lowercased())","role":"authenticated"}"#
        let learner = try world.database.open(as: "authenticated", claims: claims)
        let queue = ScoringQueue(learner)
        let claim = try #require(try world.queue.claim(limit: 1, lease: .seconds(60)).first)
        let fault = ScoringFault(summary: "s", code: "c", message: "m")
        let attempts: [() throws -> Void] = [
            { try learner.complete(sessionID: id, feedback: Samples.feedback(), at: Samples.noon) },
            {
                try learner.record(
                    Samples.session(user: world.learner.id), feedback: Samples.feedback(), at: Samples.noon)
            },
            { _ = try queue.complete(claim, feedback: Samples.feedback(), at: Samples.noon) },
            { try queue.poison(claim, fault: fault) },
            { _ = try queue.claim(limit: 1, lease: .seconds(1)) },
        ]
        for attempt in attempts {
            let error = #expect(throws: StoreError.self) { try attempt() }
            guard case .denied = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try world.owner.session(id: id).result == nil)
        #expect(try world.points == 0)
    }
}
