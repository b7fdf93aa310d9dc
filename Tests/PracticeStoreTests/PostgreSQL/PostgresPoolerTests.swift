import Foundation
import Testing

@testable import PracticeStore

/// A pooler in transaction mode, beside what the conformance tests do through one.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresPoolerTests {
    private let database: PostgresTestDatabase

    init() throws { database = try PostgresServer.makeDatabase() }

    private func open(_ parameters: [String: String] = [:], connections: Int = 4) throws -> PostgresDatabase {
        try PostgresDatabase(
            database.address(port: Pooler.shared.get().port, parameters: parameters),
            configuration: PostgresConfiguration(
                connections: connections, statementTimeout: .seconds(7), lockTimeout: .seconds(3)))
    }

    @Test func aPoolerIsFoundOut() throws {
        #expect(try open().read { $0.isPooled })
        #expect(try open(["pgbouncer": "true"]).read { $0.isPooled })
        #expect(try !database.open().read { $0.isPooled })
        // The address has the last word.
        let direct = try PostgresDatabase(database.address(parameters: ["pgbouncer": "true"]))
        #expect(try direct.read { $0.isPooled })
        #expect(try open(["pgbouncer": "false"], connections: 1).read { $0.isPooled } == false)
    }

    /// Settings hold in every transaction, and nothing of one is left to other clients of the same session.
    @Test func settingsBelongToATransaction() throws {
        let store = try open()
        let name =
            "SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout') || ' ' "
            + "|| current_setting('search_path') || ' ' || current_setting('TimeZone')"
        for _ in 0..<6 {
            #expect(try store.text(name) == "7s 3s public, extensions UTC")
            let seen = try store.write { connection in
                try connection.run("SELECT (\(name)) AS value").first?.optionalText("value")
            }
            #expect(seen == "7s 3s public, extensions UTC")
        }
        // In whichever session.
        for _ in 0..<6 {
            #expect(try store.text("SELECT count(*) FROM pg_prepared_statements") == "0")
            let left = try PostgresConnection.open(
                database.address(port: Pooler.shared.get().port), PostgresConfiguration(), patience: .zero
            ).execute("SELECT current_setting('statement_timeout') AS value").first?.text("value")
            #expect(left == "0")
        }
    }

    @Test func manyAtOnce() throws {
        let store = try open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        let takes = (1...3).map { Samples.take($0) }
        DispatchQueue.concurrentPerform(iterations: 24) { number in
            #expect(throws: Never.self) {
                switch number % 4 {
                case 0: try store.enrol("SIGN\(number)", takes)
                case 1: try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
                case 2: try store.forEachSign { _ in }
                default: _ = try store.progress(user: Learner.local, asOf: Samples.noon)
                }
            }
        }
        #expect(try store.signs().count == 6)
        #expect(try store.history(user: Learner.local).count == 6)
    }

    @Test func aQueueWorksBehindIt() throws {
        let store = try open()
        try store.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
        let media = NewMedia(name: "a.pose", landmarks: Data(repeating: 7, count: 100))
        for _ in 0..<3 { try store.beginSession(Samples.session(media: media), at: Samples.noon) }
        let queue = ScoringQueue(store)
        let claims = try queue.claim(limit: 8, lease: .seconds(60))
        #expect(claims.count == 3)
        for (place, claim) in claims.enumerated() {
            let attempt = try #require(try queue.attempts([claim]).first)
            #expect(try queue.landmarks(of: attempt).stored?.bytes == media.landmarks)
            switch place {
            case 0: #expect(try queue.complete(claim, feedback: Samples.feedback(), at: Samples.noon))
            case 1: #expect(try queue.release([claim]) == [claim.sessionID])
            default:
                #expect(try queue.poison(claim, fault: ScoringFault(summary: "s", code: "c", message: "m")))
            }
        }
        let figures = try queue.figures()
        #expect((figures.ready, figures.delayed, figures.poisoned) == (1, 0, 1))
    }

    @Test func aListenerLooksAtIntervals() throws {
        let listener = try PostgresListener(database.address(port: Pooler.shared.get().port))
        #expect(listener.isPolling)
        // It comes back long before the time that was asked for.
        #expect(listener.wait(timeout: .seconds(600)) == .timedOut)
        Thread.detachNewThread { listener.wake() }
        while listener.wait(timeout: .seconds(600)) != .woken {}
    }

    @Test func othersParametersAreNamed() throws {
        func message(_ url: String) -> String? {
            do throws(StoreError) {
                _ = try PostgresAddress(url: url)
                return nil
            } catch {
                return error.description
            }
        }
        let base = "postgresql://ada:hunter2@db.example/postgres"
        for good in [
            "?pgbouncer=true", "?pgbouncer=TRUE&sslmode=require", "?sslmode=require&pgbouncer=0", "",
        ] {
            #expect(message(base + good) == nil, "\(good)")
        }
        #expect(try PostgresAddress(url: base + "?sslmode=require&pgbouncer=1").isPooler == true)
        #expect(try PostgresAddress(url: base + "?sslmode=require").isPooler == nil)
        #expect(message(base + "?pgbouncer=maybe")?.contains("pgbouncer is true or false") == true)
        let other = message(base + "?pgbouncer=true&connection_limit=1")
        #expect(other?.contains("connection_limit is a parameter of another client; leave it out") == true)
        // A password may have the mark of parameters, and even look like one.
        let odd = try PostgresAddress(
            url: "postgresql://ada:pass?pgbouncer=true@db.example/postgres?pgbouncer=false")
        #expect(odd.parameters["password"] == "pass?pgbouncer=true")
        #expect(odd.isPooler == false)
        #expect(odd.place == "postgresql://ada@db.example/postgres")
        // What libpq does not know is not quoted.
        let unknown = message(base + "?hunter2=x")
        #expect(unknown?.contains("the address is malformed") == true)
        #expect(unknown?.contains("hunter2") == false)
    }
}
