import Foundation
import PracticeStore
import Scoring
import Testing

/// What the HTTP router asks of a store: names of requests, attempts that wait, and quotas, on every engine.
@Suite struct RequestConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func theRequestOfAnAttemptIsKept(engine: StoreEngine) throws {
        let store = try engine.open()
        for name in ["a", "3f0c.A_-9", String(repeating: "x", count: 128)] {
            var new = Samples.session()
            new.requestID = name
            try store.database.beginSession(new, at: Samples.noon)
            #expect(try store.count("practice_sessions WHERE request_id = '\(name)'") == 1)
        }
        try store.database.beginSession(Samples.session(), at: Samples.noon)
        #expect(try store.count("practice_sessions WHERE request_id IS NULL") == 1)
    }

    @Test(arguments: StoreEngine.allCases, ["", "two words", "é", "a\n", String(repeating: "x", count: 129)])
    func anotherNameIsRefused(engine: StoreEngine, name: String) throws {
        let store = try engine.open()
        var new = Samples.session()
        new.requestID = name
        #expect(throws: StoreError.self) { try store.database.beginSession(new, at: Samples.noon) }
        #expect(try store.count("practice_sessions") == 0)
    }

    @Test(arguments: StoreEngine.allCases)
    func thoseWithoutAScoreWait(engine: StoreEngine) throws {
        let store = try engine.open()
        let first = try store.database.beginSession(Samples.session(), at: Samples.noon)
        let second = try store.database.beginSession(Samples.session(), at: Samples.noon)
        let scored = try store.database.record(
            Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        let unknown = UUID()
        #expect(
            try store.database.waiting(among: [first, second, scored, unknown])
                == [first: Learner.local, second: Learner.local])
        #expect(try store.database.waiting(among: [first]) == [first: Learner.local])
        #expect(try store.database.waiting(among: []) == [:])
        try store.database.complete(sessionID: first, feedback: Samples.feedback(), at: Samples.noon)
        #expect(try store.database.waiting(among: [first, second]) == [second: Learner.local])
    }

    @Test(arguments: StoreEngine.allCases)
    func aQuotaIsSpentAndComesBack(engine: StoreEngine) throws {
        let store = try engine.open()
        // The local learner of PostgreSQL is made with the first attempt.
        try store.database.beginSession(Samples.session(), at: Samples.noon)
        let quota = try RequestQuota(policy: "attempts", requests: 3, window: 3600)
        let left = try (0..<3).map { _ in try store.database.spend(quota, of: Learner.local) }
        #expect(left.map(\.isGranted) == [true, true, true])
        #expect(left.map(\.remaining) == [2, 1, 0])
        let refused = try store.database.spend(quota, of: Learner.local)
        #expect(!refused.isGranted)
        #expect(refused.remaining == 0)
        #expect((0...1200).contains(refused.wait))
        let other = try RequestQuota(policy: "requests", requests: 2, window: 3600)
        #expect(try store.database.spend(other, of: Learner.local).isGranted)
        // A bucket that fills faster than it is asked.
        let quick = try RequestQuota(policy: "quick", requests: 1_000_000, window: 1)
        for _ in 0..<20 { #expect(try store.database.spend(quick, of: Learner.local).isGranted) }
    }

    @Test func aQuotaOutOfBoundsIsRefused() {
        for (policy, requests, window) in [
            ("", 1, 1), ("A", 1, 1), (String(repeating: "a", count: 33), 1, 1), ("a", 0, 1),
            ("a", 1_000_001, 1),
            ("a", 1, 0), ("a", 1, 86_401),
        ] {
            #expect(throws: StoreError.self) {
                try RequestQuota(policy: policy, requests: requests, window: window)
            }
        }
    }
}
