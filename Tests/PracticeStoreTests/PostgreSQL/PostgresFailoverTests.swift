import Foundation
import Testing

@testable import PracticeStore

/// A server that takes no changes, as a primary that a failover demoted, and the address that leads to another later.
///
/// The database's setting stands for both: sessions keep the setting that they began with, as they keep their server.
@Suite(.enabled(if: PostgresServer.url != nil, PostgresServer.missing)) struct PostgresFailoverTests {
    private let database: PostgresTestDatabase
    /// A session that was there before.
    private let owner: PostgresDatabase

    init() throws {
        database = try PostgresServer.makeDatabase()
        owner = try database.open()
        try owner.addLearner(Learner(id: Learner.local, nickname: "local"), at: Samples.noon)
    }

    private func setReadOnly(_ value: String) throws {
        try PostgresServer.administer(
            "ALTER DATABASE \(database.name) SET default_transaction_read_only = \(value)")
    }

    @Test func aStoreAnswersAgainWhenItsServerDoes() throws {
        try setReadOnly("on")
        let store = try database.open()
        #expect(try store.signs() == [])
        let readOnly = StoreError.takesNoChanges(
            place: store.place, reason: "its server is a standby, or read-only")
        for _ in 0..<3 {
            #expect(throws: readOnly) {
                try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
            }
            #expect(throws: readOnly) { try store.beginSession(Samples.session(), at: Samples.noon) }
            #expect(throws: readOnly) { try store.check() }
        }
        #expect(
            readOnly.description
                == "the store \(store.place) takes no changes now: its server is a standby, or read-only; "
                + "run this again in a while")
        // Another four connections, each of them with the old setting.
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            _ = try? store.read { try $0.execute("SELECT pg_sleep(0.2)") }
        }
        try setReadOnly("off")
        #expect(throws: Never.self) { try store.check() }
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            #expect(throws: Never.self) {
                try store.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
            }
        }
        #expect(try owner.history(user: Learner.local).count == 8)
    }

    @Test func aQueueAnswersAgainWhenItsServerDoes() throws {
        try setReadOnly("on")
        let queue = try database.queue()
        #expect(throws: StoreError.self) { try queue.claim(limit: 1, lease: .seconds(60)) }
        #expect(throws: StoreError.self) { try queue.store.check() }
        let id = try owner.beginSession(Samples.session(), at: Samples.noon)
        try setReadOnly("off")
        #expect(try queue.claim(limit: 1, lease: .seconds(60)).map(\.sessionID) == [id])
    }

    @Test func aListenerLeavesAServerWithoutChanges() throws {
        try setReadOnly("on")
        let listener = try PostgresListener(database.address(as: "signify_worker"))
        #expect(!listener.isPolling)
        #expect(listener.wait(timeout: .milliseconds(50)) == .timedOut)
        try setReadOnly("off")
        #expect(listener.wait(timeout: .seconds(60)) == .reconnected)
        try owner.beginSession(Samples.session(), at: Samples.noon)
        #expect(listener.wait(timeout: .seconds(60)) == .notified)
    }

    /// A changed password, a dropped database: the store went away, and the attempt is not to blame.
    @Test func aStoreThatNoLongerOpensIsAway() throws {
        let store = try database.open(PostgresConfiguration(patience: .zero))
        try store.check()
        try PostgresServer.administer("DROP DATABASE \(database.name) WITH (FORCE)")
        for attempt in [
            { try store.check() },
            { try store.beginSession(Samples.session(), at: Samples.noon) },
            { _ = try store.signs() },
        ] as [() throws -> Void] {
            let error = #expect(throws: StoreError.self) { try attempt() }
            guard case .unreachable(_, let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains("the server has no such database"))
        }
    }

    @Test func severalServersAreTriedForTheOneThatTakesChanges() throws {
        let two = try PostgresAddress(url: "postgresql://a@one,two:6000/db")
        #expect(two.hostCount == 2)
        #expect(try PostgresAddress(url: "postgresql://a@one/db").hostCount == 1)
        // The port that answers is the second; the session of the first is read-only.
        try setReadOnly("on")
        let server = try #require(PostgresServer.url)
        var components = try #require(URLComponents(string: server))
        components.path = "/" + database.name
        let url = try #require(components.string).replacing(
            "@127.0.0.1:", with: "@127.0.0.1:\(try LossyProxy(to: PostgresServer.port).port),127.0.0.1:")
        let error = #expect(throws: StoreError.self) { try PostgresDatabase(PostgresAddress(url: url)) }
        #expect(error?.description.contains("session is read-only") == true, "\(String(describing: error))")
        try setReadOnly("off")
        #expect(throws: Never.self) { try PostgresDatabase(PostgresAddress(url: url)).check() }
    }
}
