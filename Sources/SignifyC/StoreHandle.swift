import CSignify
import Foundation
import PracticeAnalysis
import PracticeStore
import Scoring

/// What a `signify_store` is for.
final class StoreHandle: Handled {
    static let kind = HandleTable.Kind.store

    let database: any PracticeDatabase
    /// Where it is, in words; never a password.
    let place: String

    /// Opens a store as the command does. Without a `location` it is the user's own, which is made and filled if need be.
    init(_ location: String?, create: Bool, fill: Bool) throws {
        let parsed = try StoreLocation(parsing: location)
        database = try create || location == nil ? parsed.open() : parsed.openExisting()
        place = parsed.place
        if fill || location == nil, try database.signs().isEmpty { try EmbeddedReferences.seed(database) }
    }

    /// The identifier, mode, user and times of a session, for a recording.
    func session(
        _ recording: Recording, mode: PracticeMode, lesson: UUID?, as asked: signify_session, at now: Date
    ) throws -> NewSession {
        let user = try optionalUUID(asked.user_id, "user_id")
        let startedAt =
            asked.started_at == 0 ? now : Date(timeIntervalSince1970: Double(asked.started_at) / 1000)
        var session = try NewSession(
            recording, of: user ?? Learner.local, mode: mode, lesson: lesson, startedAt: startedAt)
        if let id = try optionalUUID(asked.session_id, "session_id") { session.id = id }
        return session
    }

    /// The lesson asked for, which has to be of the attempt's mode.
    func lesson(_ asked: signify_session, practisedAs mode: PracticeMode) throws -> UUID? {
        try optionalText(asked.lesson_code, "lesson_code").map {
            try database.lesson(code: $0, practisedAs: mode).id
        }
    }

    /// A session, which has to be of the user where one is named.
    func session(_ id: UnsafePointer<CChar>?, of user: UnsafePointer<CChar>?) throws -> PracticeSession {
        guard let id = try optionalUUID(id, "session_id") else {
            throw WrongUse("session_id is NULL; give a text")
        }
        let user = try optionalUUID(user, "user_id")
        let session = try database.session(id: id)
        // Another's session is not there, rather than there and forbidden.
        guard user == nil || user == session.userID else { throw StoreError.notFound(.session(id)) }
        return session
    }
}

extension signify_session {
    /// What the caller asks for; NULL asks for nothing.
    static func asked(_ pointer: UnsafePointer<signify_session>?) throws(WrongUse) -> signify_session {
        guard let pointer else { return signify_session() }
        return try read(pointer)
    }
}
