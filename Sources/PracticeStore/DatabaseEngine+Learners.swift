import Foundation

extension DatabaseEngine {
    public func history(
        user: UUID, limit: Int, before cursor: HistoryCursor?
    ) throws(StoreError) -> [HistoryEntry] {
        guard (1...10_000).contains(limit) else {
            throw .refused(
                table: "practice_sessions", column: "limit", reason: "a page has from 1 to 10,000 attempts")
        }
        return try read { try Self.history(of: user, limit: limit, before: cursor, $0) }
    }

    public func progress(user: UUID, asOf instant: Date) throws(StoreError) -> ProgressSnapshot {
        func moment(_ date: Date) throws(StoreError) -> Timestamp {
            try Timestamp(date, table: "practice_sessions", column: "completed_at")
        }
        let now = try moment(instant)
        let week = try moment(instant.addingTimeInterval(-7 * 86_400))
        return try read { connection in
            guard let progress = try Self.progress(of: user, since: week, asOf: now, connection) else {
                throw StoreError.notFound(.user(user))
            }
            return progress
        }
    }

    public func settings(of user: UUID) throws(StoreError) -> LearnerSettings {
        try read { try Self.settings(of: user, $0) }
    }

    @discardableResult
    public func saveLesson(_ lesson: Lesson, at instant: Date) throws(StoreError) -> UUID {
        let checked = try CheckedLesson(lesson, at: instant)
        return try write { try Self.save(checked, $0) }
    }

    public func lesson(code: String, for userID: UUID?) throws(StoreError) -> StoredLesson {
        let code = try Text.checked(code, table: "lessons", column: "lesson_code")
        return try read { connection in
            guard let lesson = try Self.lesson(code, for: userID, connection) else {
                throw StoreError.notFound(.lesson(code))
            }
            return lesson
        }
    }

    public func addLearner(_ learner: Learner, at instant: Date) throws(StoreError) {
        let now = try Timestamp(instant, table: "users", column: "created_at")
        _ = try Text.checked(learner.nickname, table: "users", column: "nickname")
        try write { try Self.add(learner, at: now, $0) }
    }
}
