import Foundation
import Scoring
import Testing

@testable import PracticeStore

/// Connections: their bound, their end and their statements.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresPoolTests {
    @Test func thereAreNeverMoreThanTheBound() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 3))
        let counts = Collected<Int>()
        let failures = Collected<String>()
        DispatchQueue.concurrentPerform(iterations: 24) { _ in
            do {
                let count = try store.text(
                    "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.02) WHERE datname = current_database() "
                        + "AND backend_type = 'client backend'")
                counts.append(count.flatMap { Int($0) } ?? 0)
            } catch {
                failures.append("\(error)")
            }
        }
        #expect(failures.values == [])
        #expect(counts.values.count == 24)
        #expect(counts.values.allSatisfy { (1...3).contains($0) }, "\(counts.values)")
    }

    @Test func whoWaitsTooLongIsTold() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(
            PostgresConfiguration(connections: 1, poolTimeout: .milliseconds(50)))
        let error = #expect(throws: StoreError.self) {
            try store.read { _ in _ = try store.signs() }
        }
        guard case .unreachable(let place, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place == store.place)
        #expect(reason == "all 1 connections of this program were in use for too long")
        // The one that was held is whole again.
        #expect(try store.signs() == [])
    }

    @Test func aConnectionIsUsedAgainAndItsStatementsArePreparedOnce() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 1))
        let process = try store.text("SELECT pg_backend_pid()")
        for _ in 0..<10 { _ = try store.signs() }
        #expect(try store.text("SELECT pg_backend_pid()") == process)
        let prepared =
            "SELECT count(*) || ' ' || sum(generic_plans + custom_plans) FROM pg_prepared_statements "
        #expect(try store.text(prepared + "WHERE statement LIKE 'SELECT s.gloss%'") == "1 10")
        let all = try store.text("SELECT count(*) - count(DISTINCT statement) FROM pg_prepared_statements")
        #expect(all == "0")
    }

    @Test func aFailedTransactionLeavesACleanConnection() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 1))
        let process = try store.text("SELECT pg_backend_pid()")
        #expect(throws: StoreError.self) {
            try store.write { connection in
                try connection.run("INSERT INTO reference_signs (gloss, signature) VALUES ('A', 's')")
                try connection.run("SELECT 1 / 0")
            }
        }
        struct Enough: Error {}
        #expect(throws: StoreError.self) {
            try store.write { connection in
                try connection.run("INSERT INTO reference_signs (gloss, signature) VALUES ('A', 's')")
                throw Enough()
            }
        }
        #expect(try store.signs() == [])
        #expect(try store.text("SELECT pg_backend_pid()") == process)
    }

    @Test func aConnectionThatTheServerEndedIsReplaced() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 2))
        let process = try #require(try store.text("SELECT pg_backend_pid()"))
        try Self.end(process)
        #expect(try store.signs() == [])
        #expect(try store.text("SELECT pg_backend_pid()") != process)
    }

    @Test func oneThatIsEndedInATransactionIsRepeatedOnce() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 2))
        let processes = Collected<String>()
        try store.write { connection in
            let row = try connection.run("SELECT pg_backend_pid()::text AS id").first
            let process = try #require(try row?.text("id"))
            processes.append(process)
            try connection.run("INSERT INTO reference_signs (gloss, signature) VALUES ('A', 's')")
            if processes.values.count == 1 { try Self.end(process) }
            try connection.run("INSERT INTO reference_signs (gloss, signature) VALUES ('B', 's')")
        }
        #expect(Set(processes.values).count == 2)
        #expect(try store.signs().map(\.gloss) == ["A", "B"])
        // Not for ever.
        let error = #expect(throws: StoreError.self) {
            try store.write { connection in
                let row = try connection.run("SELECT pg_backend_pid()::text AS id").first
                try Self.end(try #require(try row?.text("id")))
                try connection.run("SELECT 1")
            }
        }
        guard case .unreachable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.signs().map(\.gloss) == ["A", "B"])
    }

    @Test func aServerThatComesBackIsWaitedFor() throws {
        let database = try PostgresServer.makeDatabase()
        let proxy = try LossyProxy(to: PostgresServer.port)
        let store = try PostgresDatabase(
            database.address(port: proxy.port), configuration: PostgresConfiguration(patience: .seconds(20)))
        proxy.goDown()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.3)
            proxy.comeBack()
        }
        #expect(try store.signs() == [])
        proxy.goDown()
        let impatient = PostgresConfiguration(patience: .milliseconds(100))
        let other = try PostgresAddress(url: "postgresql://x@127.0.0.1:\(proxy.port)/x")
        let error = #expect(throws: StoreError.self) { try PostgresDatabase(other, configuration: impatient) }
        guard case .unreachable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func statementsThatAPoolerTookAwayArePreparedAnew() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(PostgresConfiguration(connections: 1))
        #expect(try store.signs() == [])
        try store.execute("DEALLOCATE ALL")
        #expect(try store.signs() == [])
        // Nor does a plan outlive its table's shape.
        _ = try store.lesson(code: "x", orNil: true)
        try store.execute("ALTER TABLE lessons ALTER COLUMN title TYPE varchar(500)")
        try store.execute("ALTER TABLE lessons ALTER COLUMN title TYPE text")
        _ = try store.lesson(code: "x", orNil: true)
    }

    @Test func longStatementsAndLocksEnd() throws {
        let database = try PostgresServer.makeDatabase()
        let store = try database.open(
            PostgresConfiguration(statementTimeout: .milliseconds(200), lockTimeout: .milliseconds(50)))
        let locked = StoreError.locked(path: store.place)
        #expect(throws: locked) { try store.execute("SELECT pg_sleep(5)") }
        let owner = try database.open()
        try owner.enrol("HELLO", [Samples.take(1)])
        try owner.write { connection in
            try connection.run("SELECT FROM reference_signs FOR UPDATE")
            #expect(throws: locked) { try store.removeSign(gloss: "HELLO") }
        }
        try store.removeSign(gloss: "HELLO")
    }

    /// Ends a connection by its process, and waits until it has ended.
    private static func end(_ process: String) throws {
        try PostgresServer.administer("SELECT pg_terminate_backend(\(process), 5000)")
    }
}

extension PostgresDatabase {
    fileprivate func lesson(code: String, orNil: Bool) throws(StoreError) -> StoredLesson? {
        do {
            return try lesson(code: code, for: nil)
        } catch .notFound {
            return nil
        }
    }
}
