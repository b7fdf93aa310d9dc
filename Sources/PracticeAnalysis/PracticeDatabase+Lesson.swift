import PracticeStore
import Scoring

extension PracticeDatabase {
    /// The lesson of `code`, which has to be of the mode of the attempt. Throws ``StoreError/notFound(_:)`` for an unknown
    /// one, ``AnalysisFailure`` for one of another mode.
    public func lesson(code: String, practisedAs mode: PracticeMode) throws -> StoredLesson {
        let stored = try lesson(code: code)
        guard stored.lesson.type == mode else {
            throw AnalysisFailure(
                "lesson \(code) is a \(stored.lesson.type.rawValue) lesson, and the signs asked for make a "
                    + "\(mode.rawValue); name a lesson of that type",
                kind: .badInput)
        }
        return stored
    }
}
