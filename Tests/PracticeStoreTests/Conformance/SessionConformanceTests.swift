import Foundation
import PracticeStore
import Scoring
import Testing

/// Attempts and their scores, on every engine.
@Suite struct SessionConformanceTests {
    private let later = Samples.noon.addingTimeInterval(2.5)

    @Test(arguments: StoreEngine.allCases)
    func anAttemptIsBegunThenCompleted(engine: StoreEngine) throws {
        let store = try engine.open()
        let media = NewMedia(name: "attempt.pose", landmarks: Data([1, 2, 3]), durationSeconds: 1.5)
        let metrics = #"{"frames_total":90,  "b": [1.50, null, "é\u00e9", true], "a": {}}"#
        let new = Samples.session(rawMetrics: metrics, media: media)
        let id = try store.database.beginSession(new, at: Samples.noon)
        #expect(id == new.id)
        let begun = try store.database.session(id: id)
        #expect(begun.userID == Learner.local)
        #expect(begun.mode == .word)
        // The values, which an engine may spell anew.
        #expect(try Samples.value(begun.rawMetrics) == Samples.value(metrics))
        #expect(begun.startedAt == Samples.noon)
        #expect(begun.result == nil)
        let mediaID = try #require(begun.mediaID)
        let stored = try store.database.media(id: mediaID, for: Learner.local)
        #expect(stored.bytes == Data([1, 2, 3]))
        #expect(stored.bucket == (store.database is PostgresDatabase ? "practice-recordings" : "local"))
        #expect(
            try store.count(
                """
                media_assets WHERE owner_id = '\(Learner.local.storeText)' AND duration_seconds = 1.5
                    AND media_type = 'application/x-pose'
                """) == 1)

        try store.database.complete(sessionID: id, feedback: Samples.feedback(), at: later)
        let completed = try store.database.session(id: id)
        #expect(completed.result?.feedback == Samples.feedback())
        #expect(completed.result?.score == 83.4)
        #expect(completed.result?.completedAt == later)
        #expect(completed.startedAt == Samples.noon)
        #expect(completed.mediaID == mediaID)
    }

    @Test(arguments: StoreEngine.allCases)
    func recordingIsBothAtOnce(engine: StoreEngine) throws {
        let store = try engine.open()
        let new = Samples.session(media: NewMedia(name: "a.pose", landmarks: Data([9])))
        try store.database.record(new, feedback: Samples.feedback(score: 100), at: later)
        let session = try store.database.session(id: new.id)
        #expect(session.result?.score == 100)
        #expect(session.result?.feedback == Samples.feedback(score: 100))
        #expect(try store.database.attempt(sessionID: new.id).bytes == Data([9]))
    }

    @Test(arguments: StoreEngine.allCases)
    func everyScoreOfTwoDecimalsIsKeptExactly(engine: StoreEngine) throws {
        let store = try engine.open()
        for hundredths in [0, 1, 29, 57, 58, 113, 1001, 5757, 6999, 7000, 8340, 9999, 10_000] {
            let score = Double(hundredths) / 100
            let id = try store.database.record(
                Samples.session(), feedback: Samples.feedback(score: score), at: later)
            let result = try #require(try store.database.session(id: id).result)
            #expect(result.score == score)
            #expect(result.feedback.score == score)
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func aScoreIsGivenOnce(engine: StoreEngine) throws {
        let store = try engine.open()
        let id = try store.database.beginSession(Samples.session(), at: Samples.noon)
        #expect(try store.database.session(id: id).result == nil)
        try store.database.complete(sessionID: id, feedback: Samples.feedback(score: 60), at: later)
        let evenLater = later.addingTimeInterval(1)
        let error = #expect(throws: StoreError.self) {
            try store.database.complete(sessionID: id, feedback: Samples.feedback(score: 90), at: evenLater)
        }
        guard case .refused("practice_sessions", "completed_at", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let result = try #require(try store.database.session(id: id).result)
        #expect(result.score == 60)
        #expect(result.feedback == Samples.feedback(score: 60))
        #expect(result.completedAt == later)
    }

    @Test(arguments: StoreEngine.allCases)
    func whatIsMissingIsNamed(engine: StoreEngine) throws {
        let store = try engine.open()
        let nobody = UUID()
        #expect(throws: StoreError.notFound(.session(nobody))) { try store.database.session(id: nobody) }
        #expect(throws: StoreError.notFound(.session(nobody))) {
            try store.database.complete(sessionID: nobody, feedback: Samples.feedback(), at: later)
        }
        #expect(throws: StoreError.notFound(.user(nobody))) {
            try store.database.beginSession(Samples.session(user: nobody), at: Samples.noon)
        }
        let lesson = StoreError.notFound(.lesson(nobody.uuidString.lowercased()))
        #expect(throws: lesson) {
            try store.database.beginSession(Samples.session(lesson: nobody), at: Samples.noon)
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func badScoresAreRefused(engine: StoreEngine) throws {
        let store = try engine.open()
        let id = try store.database.beginSession(Samples.session(), at: Samples.noon)
        for score in [100.01, -1, -0.01, 999.99, 83.456, .nan, .infinity] {
            let error = #expect(throws: StoreError.self) {
                try store.database.complete(
                    sessionID: id, feedback: Samples.feedback(score: score), at: later)
            }
            guard case .refused("practice_sessions", "score", _) = error else {
                Issue.record("\(score): \(String(describing: error))")
                continue
            }
        }
        var infinite = Samples.feedback()
        infinite.timing.tempoRatio = .infinity
        var versionless = Samples.feedback()
        versionless.version = 0
        for feedback in [infinite, versionless, Samples.feedback(mode: .sentence)] {
            let error = #expect(throws: StoreError.self) {
                try store.database.complete(sessionID: id, feedback: feedback, at: later)
            }
            guard case .refused("practice_sessions", "feedback", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try store.database.session(id: id).result == nil)
    }

    @Test(arguments: StoreEngine.allCases)
    func badSessionsAreRefusedWhole(engine: StoreEngine) throws {
        let store = try engine.open()
        func column(_ change: (inout NewSession) -> Void) -> String {
            var session = Samples.session(media: NewMedia(name: "a.pose", landmarks: Data([1])))
            change(&session)
            let id = session.id
            let error = #expect(throws: StoreError.self) {
                try store.database.record(session, feedback: Samples.feedback(), at: later)
            }
            #expect(throws: StoreError.notFound(.session(id))) { try store.database.session(id: id) }
            guard case .refused(let table, let column, _) = error else {
                return "\(String(describing: error))"
            }
            return "\(table).\(column)"
        }
        #expect(column { $0.rawMetrics = "{" } == "practice_sessions.raw_metrics")
        #expect(column { $0.rawMetrics = "7" } == "practice_sessions.raw_metrics")
        #expect(column { $0.rawMetrics = "[1]\0[2]" } == "practice_sessions.raw_metrics")
        let long = "[\"" + String(repeating: "é", count: 32_767) + "\"]"
        #expect(column { $0.rawMetrics = long } == "practice_sessions.raw_metrics")
        #expect(
            column { $0.startedAt = .distantFuture.addingTimeInterval(1e12) }
                == "practice_sessions.started_at")
        #expect(column { $0.startedAt = Date(timeIntervalSince1970: .nan) } == "practice_sessions.started_at")
        #expect(column { $0.media?.landmarks = Data() } == "media_blobs.bytes")
        #expect(column { $0.media?.durationSeconds = -1 } == "media_assets.duration_seconds")
        #expect(column { $0.media?.name = "../a.pose" } == "media_assets.path")
        #expect(column { $0.media?.name = "" } == "media_assets.path")
    }

    @Test(arguments: StoreEngine.allCases)
    func rawMetricsFillTheirSpace(engine: StoreEngine) throws {
        let store = try engine.open()
        // As PostgreSQL spells it, whose check measures its own spelling.
        let full = "{\"note\": \"" + String(repeating: "é", count: 32_762) + "\"}"
        #expect(full.utf8.count == 65_536)
        let id = try store.database.beginSession(Samples.session(rawMetrics: full), at: Samples.noon)
        #expect(try store.database.session(id: id).rawMetrics == full)
        let more = full.replacing("note", with: "notes")
        #expect(throws: StoreError.self) {
            try store.database.beginSession(Samples.session(rawMetrics: more), at: Samples.noon)
        }
    }

    /// The start of an attempt, in seconds after now, and whether it is taken.
    static let starts: [(Double, Bool)] = [
        (0, true), (300, true), (301, false), (86_400, false), (-31 * 86_400, true),
        (-31 * 86_400 - 1, false),
        (-400 * 86_400, false), (-62_000_000_000, false), (250_000_000_000, false),
    ]

    @Test(arguments: StoreEngine.allCases)
    func anAttemptBeginsWithinItsWindow(engine: StoreEngine) throws {
        let store = try engine.open()
        for (offset, isTaken) in Self.starts {
            func session() -> NewSession {
                var session = Samples.session()
                session.startedAt = Samples.noon.addingTimeInterval(offset)
                return session
            }
            for keep in [
                { try store.database.beginSession(session(), at: Samples.noon) },
                { try store.database.record(session(), feedback: Samples.feedback(), at: Samples.noon) },
            ] as [() throws -> UUID] {
                do {
                    _ = try keep()
                    #expect(isTaken, "\(offset)")
                } catch StoreError.refused("practice_sessions", "started_at", _) {
                    #expect(!isTaken, "\(offset)")
                }
            }
            // The policy for learners who connect themselves asks the same.
            guard let server = store.database as? PostgresDatabase, abs(offset) < 10_000_000_000 else {
                continue
            }
            let noon = "'\(Samples.text(Samples.noon))'::timestamptz"
            let verdict = try server.text(
                "SELECT signify.may_begin_at(\(noon) + interval '1 second' * \(offset), \(noon))")
            #expect(verdict == "\(isTaken)", "\(offset)")
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func aHiddenLessonIsNotPractised(engine: StoreEngine) throws {
        let store = try engine.open()
        let database = store.database
        let author = Learner(nickname: "author")
        try database.addLearner(author, at: Samples.noon)
        var lesson = Lesson(code: "draft", title: "D", type: .word, authorID: author.id, isActive: false)
        let id = try database.saveLesson(lesson, at: Samples.noon)
        func attempts(_ user: UUID) -> [() throws -> Void] {
            [
                { try database.beginSession(Samples.session(user: user, lesson: id), at: Samples.noon) },
                {
                    try database.record(
                        Samples.session(user: user, lesson: id), feedback: Samples.feedback(),
                        at: Samples.noon)
                },
                { _ = try database.lesson(code: "draft", for: user) },
            ]
        }
        for (number, attempt) in attempts(Learner.local).enumerated() {
            let missing: StoreError = .notFound(.lesson(number == 2 ? "draft" : id.storeText))
            #expect(throws: missing) { try attempt() }
        }
        for attempt in attempts(author.id) { #expect(throws: Never.self) { try attempt() } }
        // Who has practised it may go on when it is withdrawn.
        lesson.isActive = true
        try database.saveLesson(lesson, at: Samples.noon)
        try attempts(Learner.local)[0]()
        lesson.isActive = false
        try database.saveLesson(lesson, at: Samples.noon)
        for attempt in attempts(Learner.local) { #expect(throws: Never.self) { try attempt() } }
    }

    @Test(arguments: StoreEngine.allCases)
    func aStoreThatTakesAttemptsSaysSo(engine: StoreEngine) throws {
        let store = try engine.open()
        #expect(throws: Never.self) { try store.database.check() }
    }

    @Test(arguments: StoreEngine.allCases)
    func anIdentifierIsUsedOnce(engine: StoreEngine) throws {
        let store = try engine.open()
        let session = Samples.session(media: NewMedia(name: "a.pose", landmarks: Data([1])))
        try store.database.beginSession(session, at: Samples.noon)
        let error = #expect(throws: StoreError.self) {
            try store.database.record(session, feedback: Samples.feedback(), at: later)
        }
        guard error == .taken(session.id) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.database.session(id: session.id).result == nil)
    }

    @Test(arguments: StoreEngine.allCases)
    func millisecondsAreKept(engine: StoreEngine) throws {
        let store = try engine.open()
        for offset in [0, 0.001, 0.499, 0.9994, 0.9996] {
            let start = Samples.noon.addingTimeInterval(offset)
            var session = Samples.session()
            session.startedAt = start
            let stored = try store.database.session(
                id: store.database.beginSession(session, at: Samples.noon)
            ).startedAt
            #expect(abs(stored.timeIntervalSince(start)) < 0.000_51)
        }
    }
}
