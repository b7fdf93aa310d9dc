import Foundation
import PracticeStore
import Scoring
import Testing

/// The history feed and the progress snapshot, on every engine.
@Suite struct HistoryConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func newestFirstAndFinishedOnly(engine: StoreEngine) throws {
        let store = try engine.open()
        let lesson = try store.database.saveLesson(
            Lesson(code: "greet", title: "Greetings", type: .word), at: Samples.noon)
        var expected: [UUID] = []
        for minute in 0..<25 {
            let session = Samples.session(lesson: minute == 24 ? lesson : nil)
            let feedback = Samples.feedback(score: Double(minute), summary: "Attempt \(minute).")
            try store.database.record(
                session, feedback: feedback, at: Samples.noon.addingTimeInterval(Double(60 * minute)))
            expected.insert(session.id, at: 0)
        }
        try store.database.beginSession(Samples.session(), at: Samples.noon)
        let history = try store.database.history(user: Learner.local)
        #expect(history.map(\.id) == Array(expected.prefix(20)))
        #expect(history[0].lessonTitle == "Greetings")
        #expect(history[0].score == 24)
        #expect(history[0].feedbackSummary == "Attempt 24.")
        #expect(history[0].mode == .word)
        #expect(history[0].completedAt == Samples.noon.addingTimeInterval(1440))
        #expect(history[1].lessonTitle == nil)
        #expect(try store.database.history(user: UUID()) == [])
        for limit in [0, -1, 10_001] {
            #expect(throws: StoreError.self) {
                try store.database.history(user: Learner.local, limit: limit, before: nil)
            }
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func pagesHoldStillWhileAttemptsArrive(engine: StoreEngine) throws {
        let store = try engine.open()
        // Three to an instant, so that pages break inside one.
        for number in 0..<20 {
            try store.database.record(
                Samples.session(), feedback: Samples.feedback(),
                at: Samples.noon.addingTimeInterval(Double(number / 3)))
        }
        let whole = try store.database.history(user: Learner.local, limit: 100, before: nil)
        #expect(whole.count == 20)
        var paged: [HistoryEntry] = []
        var cursor: HistoryCursor?
        repeat {
            let page = try store.database.history(user: Learner.local, limit: 7, before: cursor)
            paged += page
            cursor = page.last?.cursor
            if cursor != nil {
                try store.database.record(
                    Samples.session(), feedback: Samples.feedback(), at: Samples.noon.addingTimeInterval(1000)
                )
            }
        } while cursor != nil
        #expect(paged == whole)
    }

    @Test(arguments: StoreEngine.allCases)
    func historiesArePrivate(engine: StoreEngine) throws {
        let store = try engine.open()
        let other = Learner(nickname: "other")
        try store.database.addLearner(other, at: Samples.noon)
        try store.database.record(Samples.session(), feedback: Samples.feedback(), at: Samples.noon)
        #expect(try store.database.history(user: other.id) == [])
        #expect(try store.database.progress(user: other.id, asOf: Samples.noon).scoredSessions == 0)
    }

    @Test(arguments: StoreEngine.allCases)
    func progressCountsWhatWasScored(engine: StoreEngine) throws {
        let store = try engine.open()
        let database = store.database
        let nothing = try database.progress(user: Learner.local, asOf: Samples.noon)
        #expect(nothing.nickname == "local")
        #expect(nothing.averageScore == 0)
        #expect(nothing.scoredSessions == 0)
        #expect(nothing.sessionsThisWeek == 0)
        #expect((nothing.xp, nothing.level) == (0, 0))

        let word = try database.saveLesson(Lesson(code: "w", title: "W", type: .word), at: Samples.noon)
        let withdrawn = try database.saveLesson(Lesson(code: "x", title: "X", type: .word), at: Samples.noon)
        let sentence = try database.saveLesson(
            Lesson(code: "s", title: "S", type: .sentence), at: Samples.noon)
        let free = try database.saveLesson(Lesson(code: "f", title: "F", type: .freestyle), at: Samples.noon)
        let week = 7 * 86_400.0
        for (lesson, mode, score, ago) in [
            (word, PracticeMode.word, 80, 10), (word, .word, 90.01, week - 1), (withdrawn, .word, 70, week),
            (sentence, .sentence, 0, week + 1), (free, .freestyle, 10, 0), (nil, .word, 50, 1),
            (nil, .word, 100, -1),
        ] as [(UUID?, PracticeMode, Double, Double)] {
            let instant = Samples.noon.addingTimeInterval(-ago)
            var session = Samples.session(lesson: lesson, mode: mode)
            session.startedAt = instant
            try database.record(
                session, feedback: Samples.feedback(score: score, mode: mode), at: instant)
        }
        // Neither in the average nor in the week.
        try database.beginSession(Samples.session(lesson: sentence, mode: .sentence), at: Samples.noon)
        try database.saveLesson(Lesson(code: "x", title: "X", type: .word, isActive: false), at: Samples.noon)

        let progress = try database.progress(user: Learner.local, asOf: Samples.noon)
        #expect(progress.scoredSessions == 6)
        #expect(progress.averageScore == 30_001.0 / 6 / 100)
        #expect(progress.sessionsThisWeek == 4)
        #expect(progress.wordLessonsCompleted == 2)
        #expect(progress.sentenceLessonsCompleted == 1)
        let nobody = UUID()
        #expect(throws: StoreError.notFound(.user(nobody))) {
            try database.progress(user: nobody, asOf: Samples.noon)
        }
    }
}
