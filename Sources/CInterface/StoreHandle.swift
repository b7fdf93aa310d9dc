import CInterfaceHeader
import Foundation
import Signify

/// What a `signify_store` is for.
final class StoreHandle: Handled {
    static let kind = HandleTable.Kind.store

    let store: Store
    var database: any PracticeDatabase { store.database }

    /// Opens a store as the command does.
    init(_ location: String?, _ provision: Store.Provision) throws {
        store = try Store.open(location, provision)
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
            try store.lesson(code: $0, practisedAs: mode).id
        }
    }

    /// A session, which has to be of the user where one is named.
    func session(_ id: UnsafePointer<CChar>?, of user: UnsafePointer<CChar>?) throws -> PracticeSession {
        guard let id = try optionalUUID(id, "session_id") else {
            throw AnalysisFailure("session_id is NULL; give a text", kind: .wrongUse)
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
    static func asked(_ pointer: UnsafePointer<signify_session>?) throws(AnalysisFailure) -> signify_session {
        guard let pointer else { return signify_session() }
        return try read(pointer)
    }
}
