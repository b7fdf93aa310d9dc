import Foundation
import PracticeStore
import Testing

/// Lessons and learners, on every engine.
@Suite struct LessonConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func aLessonIsSavedByItsCode(engine: StoreEngine) throws {
        let store = try engine.open()
        var lesson = Lesson(
            code: "greet-1", title: "Greetings", type: .word, text: "Hello and good day", difficulty: .intro,
            authorID: Learner.local, publishedAt: Samples.noon)
        let id = try store.database.saveLesson(lesson, at: Samples.noon)
        #expect(try store.database.lesson(code: "greet-1", for: nil).lesson == lesson)
        lesson.title = "First greetings"
        lesson.isActive = false
        lesson.text = nil
        lesson.difficulty = nil
        lesson.publishedAt = nil
        let later = Samples.noon.addingTimeInterval(1)
        #expect(try store.database.saveLesson(lesson, at: later) == id)
        let stored = try store.database.lesson(code: "greet-1", for: nil)
        #expect(stored.lesson == lesson)
        #expect(stored.id == id)
        let (created, updated) = (Samples.text(Samples.noon), Samples.text(later))
        #expect(
            try store.count("lessons WHERE created_at = '\(created)' AND updated_at = '\(updated)'") == 1)
        #expect(throws: StoreError.notFound(.lesson("Greet-1"))) {
            try store.database.lesson(code: "Greet-1", for: nil)
        }
    }

    @Test(arguments: StoreEngine.allCases)
    func badLessonsAreRefused(engine: StoreEngine) throws {
        let store = try engine.open()
        #expect(throws: StoreError.self) {
            try store.database.saveLesson(
                Lesson(code: "a", title: "A", type: .word, authorID: UUID()), at: Samples.noon)
        }
        #expect(throws: StoreError.self) {
            try store.database.saveLesson(Lesson(code: "a\0", title: "A", type: .word), at: Samples.noon)
        }
        #expect(throws: StoreError.notFound(.lesson("a"))) { try store.database.lesson(code: "a", for: nil) }
    }

    @Test(arguments: StoreEngine.allCases)
    func learnersHaveNicknames(engine: StoreEngine) throws {
        let store = try engine.open()
        for nickname in ["x", "", String(repeating: "x", count: 51)] {
            let error = #expect(throws: StoreError.self) {
                try store.database.addLearner(Learner(nickname: nickname), at: Samples.noon)
            }
            guard case .refused("users", "nickname", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        let learner = Learner(nickname: "Ünal")
        try store.database.addLearner(learner, at: Samples.noon)
        #expect(try store.database.progress(user: learner.id, asOf: Samples.noon).nickname == "Ünal")
        #expect(throws: StoreError.self) { try store.database.addLearner(learner, at: Samples.noon) }
    }
}
