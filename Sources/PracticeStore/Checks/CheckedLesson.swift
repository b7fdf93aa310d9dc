import Foundation

/// A lesson with its texts and instants checked.
struct CheckedLesson {
    let lesson: Lesson
    let publishedAt: Timestamp?
    let now: Timestamp

    init(_ lesson: Lesson, at instant: Date) throws(StoreError) {
        for (text, column) in [
            (lesson.code, "lesson_code"), (lesson.title, "title"), (lesson.text ?? "", "description"),
        ] {
            _ = try Text.checked(text, table: "lessons", column: column)
        }
        self.lesson = lesson
        publishedAt = try lesson.publishedAt.map { date throws(StoreError) in
            try Timestamp(date, table: "lessons", column: "published_at")
        }
        now = try Timestamp(instant, table: "lessons", column: "updated_at")
    }
}
