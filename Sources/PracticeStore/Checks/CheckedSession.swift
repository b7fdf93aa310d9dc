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
    let requestID: String?
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
        /// Whether there is such a lesson, and this user may see it.
        let hasLesson: Bool

        init(_ row: some StoredRow) throws(StoreError) {
            isTaken = try row.bool("is_taken")
            hasUser = try row.bool("has_user")
            hasLesson = try row.bool("has_lesson")
        }
    }

    /// The time before now at which an attempt may have begun: a learner who was offline hands in a month late.
    private static let past: TimeInterval = 31 * 86_400
    /// The time after now at which an attempt may begin, by a device whose clock is ahead.
    private static let future: TimeInterval = 5 * 60

    /// Throws for a value that breaks a rule. The rules hold whoever hands in, also where the store's own connection may
    /// more than a learner's: the schema's policy `own_practice_add` has the same for learners who connect themselves.
    init(_ session: NewSession, at now: Date) throws(StoreError) {
        (id, userID, lessonID, mode) = (session.id, session.userID, session.lessonID, session.mode)
        startedAt = try Timestamp(session.startedAt, table: "practice_sessions", column: "started_at")
        guard
            (-CheckedSession.past...CheckedSession.future).contains(session.startedAt.timeIntervalSince(now))
        else {
            throw .refused(
                table: "practice_sessions", column: "started_at",
                reason:
                    "an attempt begins from 31 days ago to 5 minutes ahead; check the clock, or leave it out")
        }
        rawMetrics = session.rawMetrics
        if let rawMetrics {
            _ = try Text.checked(rawMetrics, table: "practice_sessions", column: "raw_metrics")
            // PostgreSQL measures its own spelling, which may be shorter.
            guard rawMetrics.utf8.count <= 65_536 else { throw SchemaRule.rawMetrics.error }
        }
        requestID = session.requestID
        if let requestID, !CheckedSession.isName(ofRequest: requestID) {
            throw SchemaRule.requestID.error
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

    private static func isName(ofRequest text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
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

    /// Refuses an identifier that is taken, an unknown user, and a lesson that is unknown or hidden from the user.
    func check(_ found: References) throws(StoreError) {
        guard !found.isTaken else { throw .taken(id) }
        guard found.hasUser else { throw .notFound(.user(userID)) }
        if let lessonID, !found.hasLesson { throw .notFound(.lesson(lessonID.storeText)) }
    }
}
