import Foundation
import Scoring
import Testing

@testable import PracticeStore

/// Transactions that cross.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresConcurrencyTests {
    @Test func completionsOfOneLearnerDoNotCross() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 6))
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        let ids = try (0..<60).map { _ in try store.beginSession(Samples.session(), at: Samples.noon) }
        let queue = try database.queue()
        let failures = Collected<String>()
        // By the store and by the worker, and new attempts in between, which move the learner's last activity.
        DispatchQueue.concurrentPerform(iterations: 6) { thread in
            do {
                for number in stride(from: thread, to: ids.count, by: 6) {
                    switch thread % 3 {
                    case 0:
                        try store.complete(
                            sessionID: ids[number], feedback: Samples.feedback(), at: Samples.noon)
                    case 1:
                        for claim in try queue.claim(limit: 1, lease: .seconds(60)) {
                            _ = try queue.complete(claim, feedback: Samples.feedback(), at: Samples.noon)
                        }
                    default:
                        try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
                    }
                }
            } catch StoreError.refused("practice_sessions", "completed_at", _) {
                // The worker was quicker.
            } catch {
                failures.append("\(error)")
            }
        }
        #expect(failures.values == [])
        let progress = try store.progress(user: Learner.local, asOf: Samples.noon)
        #expect(progress.xp == 10 * progress.scoredSessions)
        #expect(
            try store.text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == "0"
        )
    }

    @Test func anAccountThatIsDeletedMeanwhileIsNoFault() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 4))
        for _ in 0..<3 {
            let learner = Learner(nickname: "Ada")
            try store.addLearner(learner, at: Samples.noon)
            let ids = try (0..<6).map { _ in
                try store.beginSession(Samples.session(user: learner.id), at: Samples.noon)
            }
            let failures = Collected<StoreError>()
            DispatchQueue.concurrentPerform(iterations: 3) { thread in
                do throws(StoreError) {
                    if thread == 0 {
                        try store.write { connection in
                            _ = try connection.run(
                                "DELETE FROM auth.users WHERE id = $1::uuid", [.uuid(learner.id)])
                        }
                    } else {
                        for number in stride(from: thread - 1, to: ids.count, by: 2) {
                            try store.complete(
                                sessionID: ids[number], feedback: Samples.feedback(), at: Samples.noon)
                        }
                    }
                } catch {
                    failures.append(error)
                }
            }
            for failure in failures.values {
                guard case .notFound(.session) = failure else {
                    Issue.record("\(failure)")
                    continue
                }
            }
            #expect(throws: StoreError.notFound(.user(learner.id))) {
                try store.progress(user: learner.id, asOf: Samples.noon)
            }
        }
    }

    @Test func aDeadlockIsRepeated() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        let id = try store.beginSession(Samples.session(), at: Samples.noon)
        let completed = Collected<String>()
        let other = try store.pool.open()
        // It waits for longer than the store does before it looks for the circle, so the store is the one to be ended.
        try other.execute("SET deadlock_timeout = '60s'; BEGIN; SELECT FROM users FOR UPDATE")
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do {
                try store.complete(sessionID: id, feedback: Samples.feedback(), at: Samples.noon)
                completed.append("done")
            } catch {
                completed.append("\(error)")
            }
            done.signal()
        }
        // Until the store has the attempt and waits for the learner.
        let waits =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        while try store.text(waits) != "1" { usleep(5000) }
        try other.execute("SET lock_timeout = 0; SELECT FROM practice_sessions FOR UPDATE; COMMIT")
        done.wait()
        #expect(completed.values == ["done"])
        #expect(try store.progress(user: Learner.local, asOf: Samples.noon).xp == 10)
        #expect(
            try store.text(
                "SELECT pg_stat_get_db_deadlocks(oid) FROM pg_database WHERE datname = current_database()")
                == "1")
    }

    @Test func anIdentifierIsUsedOnceWhateverTheMonth() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        var session = Samples.session()
        let first = try CheckedSession(session, at: Samples.noon)
        session.startedAt = Samples.noon.addingTimeInterval(-30 * 86_400)
        let outcome = Collected<StoreError?>()
        let done = DispatchSemaphore(value: 0)
        try store.write { connection in
            try PostgresDatabase.keep(first, nil, connection)
            // The key lets both be; the second waits for what becomes of the first all the same.
            Thread.detachNewThread { [session] in
                do throws(StoreError) {
                    try store.beginSession(session, at: Samples.noon)
                    outcome.append(nil)
                } catch {
                    outcome.append(error)
                }
                done.signal()
            }
            #expect(done.wait(timeout: .now() + .milliseconds(300)) == .timedOut)
        }
        done.wait()
        guard outcome.values.first == .taken(session.id) else {
            Issue.record("\(outcome.values)")
            return
        }
        #expect(try store.text("SELECT count(*) FROM practice_sessions") == "1")
    }

    @Test func enrolmentsOfTheSameSignsWaitForOneAnother() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 4))
        let glosses = ["A", "B", "C", "D"]
        let added = Collected<Int>()
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            let order = thread % 2 == 0 ? glosses : glosses.reversed()
            let signs = order.map {
                NewSign(gloss: $0, takes: [Samples.take(1), Samples.take(UInt8(10 + thread))])
            }
            #expect(throws: Never.self) {
                let enrolments = try store.addSigns(signs, signature: "s", at: Samples.noon)
                added.append(enrolments.reduce(0) { $0 + $1.added })
            }
        }
        // The take that all of them have once, those of their own eight times.
        #expect(added.values.reduce(0, +) == glosses.count * 9)
        #expect(try store.signs().map(\.takes) == [9, 9, 9, 9])
        #expect(
            try store.text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == "0"
        )
    }
}
