import Foundation
import PracticeStore
import Scoring
import Testing

/// Experience points, on every engine.
@Suite struct ExperienceConformanceTests {
    private func points(_ store: StoreEngine.Store, _ user: UUID = Learner.local) throws -> Int {
        try store.database.progress(user: user, asOf: Samples.noon).xp
    }

    @Test func whatAnAttemptEarns() {
        #expect(ExperiencePoints.earned(by: Samples.feedback(score: 100)) == 10)
        #expect(ExperiencePoints.earned(by: Samples.feedback(score: 70)) == 10)
        #expect(ExperiencePoints.earned(by: Samples.feedback(score: 69.99)) == 2)
        #expect(ExperiencePoints.earned(by: Samples.feedback(score: 0.01)) == 2)
        #expect(ExperiencePoints.earned(by: Samples.feedback(score: 0)) == 0)
        // Whether it passed is the feedback's word, by its own passing score.
        var generous = Samples.feedback(score: 40)
        (generous.passed, generous.passingScore) = (true, 40)
        #expect(ExperiencePoints.earned(by: generous) == 10)
    }

    @Test(arguments: StoreEngine.allCases)
    func pointsComeWithTheFirstScore(engine: StoreEngine) throws {
        let store = try engine.open()
        let other = Learner(nickname: "other")
        try store.database.addLearner(other, at: Samples.noon)
        let id = try store.database.beginSession(Samples.session(), at: Samples.noon)
        #expect(try points(store) == 0)
        try store.database.complete(sessionID: id, feedback: Samples.feedback(), at: Samples.noon)
        #expect(try points(store) == 10)
        for score in [90.0, 0, 50] {
            #expect(throws: StoreError.self) {
                try store.database.complete(
                    sessionID: id, feedback: Samples.feedback(score: score), at: Samples.noon)
            }
            #expect(try points(store) == 10)
        }
        try store.database.record(
            Samples.session(), feedback: Samples.feedback(score: 12), at: Samples.noon)
        #expect(try points(store) == 12)
        try store.database.record(
            Samples.session(), feedback: Samples.feedback(score: 0), at: Samples.noon)
        #expect(try points(store) == 12)
        #expect(try points(store, other.id) == 0)
    }

    @Test(arguments: StoreEngine.allCases)
    func whatIsRefusedEarnsNothing(engine: StoreEngine) throws {
        let store = try engine.open()
        let session = Samples.session()
        try store.database.record(session, feedback: Samples.feedback(), at: Samples.noon)
        var versionless = Samples.feedback()
        versionless.version = 0
        #expect(throws: StoreError.self) {
            try store.database.record(session, feedback: Samples.feedback(), at: Samples.noon)
        }
        #expect(throws: StoreError.self) {
            try store.database.record(Samples.session(), feedback: versionless, at: Samples.noon)
        }
        let open = try store.database.beginSession(Samples.session(), at: Samples.noon)
        #expect(throws: StoreError.self) {
            try store.database.complete(sessionID: open, feedback: versionless, at: Samples.noon)
        }
        #expect(try points(store) == 10)
    }

    @Test(arguments: StoreEngine.allCases)
    func aThousandPointsAreALevel(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.limit("points_per_day", 2000)
        for _ in 0..<99 {
            try store.database.record(
                Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        }
        #expect(try store.database.progress(user: Learner.local, asOf: Samples.noon).level == 0)
        try store.database.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        let progress = try store.database.progress(user: Learner.local, asOf: Samples.noon)
        #expect((progress.xp, progress.level) == (1000, 1))
    }

    /// A recording that is handed in again earns nothing, whichever way it comes and whatever it is scored against.
    @Test(arguments: StoreEngine.allCases)
    func aRecordingEarnsOnce(engine: StoreEngine) throws {
        let store = try engine.open()
        let database = store.database
        let other = Learner(nickname: "other")
        try database.addLearner(other, at: Samples.noon)
        func session(_ byte: UInt8, of user: UUID = Learner.local) -> NewSession {
            Samples.session(
                user: user, media: NewMedia(name: "a.pose", landmarks: Data(repeating: byte, count: 100_000)))
        }
        func record(_ session: NewSession, score: Double = 80) throws {
            try database.record(session, feedback: Samples.feedback(score: score), at: Samples.noon)
        }
        for _ in 0..<3 { try record(session(1)) }
        #expect(try points(store) == 10)
        let open = try database.beginSession(session(1), at: Samples.noon)
        try database.complete(sessionID: open, feedback: Samples.feedback(score: 20), at: Samples.noon)
        #expect(try points(store) == 10)
        // One that earned nothing yet may.
        try record(session(2), score: 0)
        #expect(try points(store) == 10)
        try record(session(2))
        #expect(try points(store) == 20)
        try record(session(1, of: other.id))
        #expect(try points(store, other.id) == 10)
        // In raw_metrics too; statistics, which are no recording, are never the same.
        for _ in 0..<2 { try record(Samples.session(rawMetrics: #"{"frames": [{"pose": []}]}"#)) }
        #expect(try points(store) == 30)
        for _ in 0..<2 { try record(Samples.session(rawMetrics: #"{"frame_count": 52}"#)) }
        #expect(try points(store) == 50)
    }

    @Test(arguments: StoreEngine.allCases)
    func ofSimultaneousScoresOfARecordingOneEarns(engine: StoreEngine) throws {
        let store = try engine.open()
        let database = store.database
        let media = NewMedia(name: "a.pose", landmarks: Data(repeating: 7, count: 1000))
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            #expect(throws: Never.self) {
                try database.record(
                    Samples.session(media: media), feedback: Samples.feedback(), at: Samples.noon)
            }
        }
        #expect(try points(store) == 10)
    }

    @Test(arguments: StoreEngine.allCases)
    func aDayHasItsMost(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.limit("points_per_day", 25)
        for expected in [10, 20, 25, 25] {
            try store.database.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
            #expect(try points(store) == expected)
        }
        try store.limit("points_per_day", 5)
        try store.database.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        #expect(try points(store) == 25)
    }

    @Test(arguments: [StoreEngine.sqlite, .sqliteOfOneThread])
    func theNextDayEarnsAgain(engine: StoreEngine) throws {
        let store = try engine.open()
        try store.limit("points_per_day", 10)
        for day in [0, 0, 1, 1, 2] {
            let instant = Samples.noon.addingTimeInterval(Double(day) * 86_400)
            try store.database.record(Samples.session(), feedback: Samples.feedback(), at: instant)
        }
        #expect(try points(store) == 30)
    }

    @Test(arguments: StoreEngine.allCases)
    func ofManyWhoCompleteOneAttemptOneDoes(engine: StoreEngine) throws {
        let store = try engine.open()
        let database = store.database
        let outcomes = Collected<String>()
        for _ in 0..<3 {
            let id = try database.beginSession(Samples.session(), at: Samples.noon)
            DispatchQueue.concurrentPerform(iterations: 8) { number in
                do throws(StoreError) {
                    // Points that differ, so that no total hides a second addition.
                    try database.complete(
                        sessionID: id, feedback: Samples.feedback(score: number % 2 == 0 ? 80 : 20),
                        at: Samples.noon)
                    outcomes.append("done")
                } catch {
                    if case .refused("practice_sessions", "completed_at", _) = error {
                        outcomes.append("refused")
                    } else {
                        outcomes.append(error.description)
                    }
                }
            }
        }
        #expect(outcomes.values.filter { $0 == "done" }.count == 3)
        #expect(outcomes.values.filter { $0 == "refused" }.count == 21, "\(outcomes.values)")
        let earned = try database.history(user: Learner.local).map { $0.score == 80 ? 10 : 2 }
        #expect(try points(store) == earned.reduce(0, +))
    }
}
