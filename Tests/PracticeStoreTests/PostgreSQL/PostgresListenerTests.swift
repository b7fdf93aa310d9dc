import Foundation
import Testing

@testable import PracticeStore

/// Waiting for notifications.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresListenerTests {
    @Test func aNewAttemptWakesTheWorker() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        let listener = try PostgresListener(try database.address(as: "signify_worker"))
        #expect(listener.wait(timeout: .zero) == .timedOut)
        #expect(listener.wait(timeout: .milliseconds(20)) == .timedOut)
        Thread.detachNewThread {
            usleep(50_000)
            _ = try? store.beginSession(Samples.session(), at: Samples.noon)
        }
        #expect(listener.wait(timeout: .seconds(30)) == .notified)
        #expect(listener.wait(timeout: .milliseconds(20)) == .timedOut)
        // Several between two waits are one, if they had come by then; and an attempt that has its score is none.
        for _ in 0..<3 { try store.beginSession(Samples.session(), at: Samples.noon) }
        #expect(listener.wait(timeout: .seconds(30)) == .notified)
        while listener.wait(timeout: .seconds(1)) == .notified {}
        try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        #expect(listener.wait(timeout: .milliseconds(50)) == .timedOut)
        // Another channel is another's.
        try store.execute("NOTIFY something_else")
        #expect(listener.wait(timeout: .milliseconds(50)) == .timedOut)
    }

    @Test func itIsWokenForShutdown() throws {
        let database = try PostgresServer.makeDatabase()
        let listener = try PostgresListener(try database.address())
        Thread.detachNewThread {
            usleep(50_000)
            listener.wake()
        }
        #expect(listener.wait(timeout: .seconds(60)) == .woken)
        #expect(listener.wait(timeout: .milliseconds(20)) == .timedOut)
        // Before anybody waits, and any number of times.
        for _ in 0..<100_000 { listener.wake() }
        #expect(listener.wait(timeout: .seconds(60)) == .woken)
        #expect(listener.wait(timeout: .milliseconds(20)) == .timedOut)
    }

    @Test func itListensAgainAfterALoss() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open()
        let proxy = try LossyProxy(to: PostgresServer.port)
        let listener = try PostgresListener(try database.address(port: proxy.port), channel: "odd \"name\"")
        proxy.goDown()
        #expect(listener.wait(timeout: .milliseconds(300)) == .timedOut)
        listener.wake()
        #expect(listener.wait(timeout: .seconds(60)) == .woken)
        proxy.comeBack()
        #expect(listener.wait(timeout: .seconds(60)) == .reconnected)
        try store.execute("NOTIFY \"odd \"\"name\"\"\"")
        #expect(listener.wait(timeout: .seconds(60)) == .notified)
        // And where the server ends it.
        try store.execute(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'
            """)
        #expect(listener.wait(timeout: .seconds(60)) == .reconnected)
        try store.execute("NOTIFY \"odd \"\"name\"\"\"")
        #expect(listener.wait(timeout: .seconds(60)) == .notified)
    }

    @Test func shutdownDoesNotWaitForAServerThatIsAway() throws {
        let database = try PostgresServer.makeDatabase()
        let proxy = try LossyProxy(to: PostgresServer.port)
        let listener = try PostgresListener(
            try database.address(port: proxy.port),
            configuration: PostgresConfiguration(connectTimeout: .seconds(3600), patience: .seconds(3600)))
        proxy.goDown()
        Thread.detachNewThread {
            usleep(100_000)
            listener.wake()
        }
        #expect(listener.wait(timeout: .seconds(3600)) == .woken)
    }
}
