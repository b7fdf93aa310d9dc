import Foundation
import Scoring

/// An attempt with its texts, instants and names checked, before a transaction holds up others.
struct CheckedSession {
    let id: UUID
    let userID: UUID
    let lessonID: UUID?
    let mode: PracticeMode
    let rawMetrics: String?
    let startedAt: Timestamp
    let recording: Recording?

    /// A row of `media_assets` and its bytes.
    struct Recording {
        let id = UUID()
        let path: String
        let landmarks: Data
        let durationSeconds: Double?
    }

    /// The rows that a new session meets in the store.
    struct References {
        let isTaken: Bool
        var hasUser: Bool
        let hasLesson: Bool

        init(_ row: some StoredRow) throws(StoreError) {
            isTaken = try row.bool("is_taken")
            hasUser = try row.bool("has_user")
            hasLesson = try row.bool("has_lesson")
        }
    }

    init(_ session: NewSession) throws(StoreError) {
        (id, userID, lessonID, mode) = (session.id, session.userID, session.lessonID, session.mode)
        startedAt = try Timestamp(session.startedAt, table: "practice_sessions", column: "started_at")
        rawMetrics = session.rawMetrics
        if let rawMetrics {
            _ = try Text.checked(rawMetrics, table: "practice_sessions", column: "raw_metrics")
            // PostgreSQL measures its own spelling, which may be shorter.
            guard rawMetrics.utf8.count <= 65_536 else { throw SchemaRule.rawMetrics.error }
        }
        guard let media = session.media else {
            recording = nil
            return
        }
        try CheckedSession.check(name: media.name)
        recording = Recording(
            // The owner's folder comes first, for the policies of storage.
            path: "\(session.userID.storeText)/\(session.id.storeText)/\(media.name)",
            landmarks: media.landmarks, durationSeconds: media.durationSeconds)
    }

    /// Refuses a name that cannot be the last part of an object's path.
    private static func check(name: String) throws(StoreError) {
        guard (1...200).contains(name.unicodeScalars.count), !name.contains("/"),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw .refused(
                table: "media_assets", column: "path",
                reason: "a recording's name has from 1 to 200 characters, no slash and no control character")
        }
    }

    /// Refuses an identifier that is taken, and an unknown user or lesson.
    func check(_ found: References) throws(StoreError) {
        guard !found.isTaken else {
            throw .refused(
                table: "practice_sessions", column: "id", reason: "there is a row with this value already")
        }
        guard found.hasUser else { throw .notFound(.user(userID)) }
        if let lessonID, !found.hasLesson { throw .notFound(.lesson(lessonID.storeText)) }
    }
}
