import CInterfaceHeader
import Foundation
import Signify
import Synchronization

/// The object of a `signify_store`.
final class StoreHandle: Handled {
    static let kind = HandleTable.Kind.store

    let store: Store
    /// The newest library, whose signs the next one uses again.
    private let newest = Mutex<SignLibrary?>(nil)
    var database: any PracticeDatabase { store.database }

    init(_ location: String?, _ provision: Store.Provision) throws {
        store = try Store.open(location, provision)
    }

    /// The store's signs as of now.
    func library(notice: @escaping @Sendable (String) -> Void) throws -> SignLibrary {
        let library = try Store(database, place: store.place, notice: notice)
            .library(renewing: newest.withLock(\.self))
        newest.withLock { $0 = library }
        return library
    }

    /// A new session of an attempt, with the caller's identifier, user, lesson and start.
    func session(
        _ attempt: AttemptHandle, mode: PracticeMode, as session: UnsafePointer<signify_session>?,
        at now: Date
    ) throws -> NewSession {
        let asked = try signify_session.asked(session)
        let lesson = try lesson(asked, practisedAs: mode)
        return try attempt.attributed {
            try self.session($0, mode: mode, lesson: lesson, as: asked, at: now)
        }
    }

    /// The same with the identifier of the lesson.
    func session(
        _ recording: Recording, mode: PracticeMode, lesson: UUID?, as asked: signify_session, at now: Date
    ) throws -> NewSession {
        let user = try optionalUUID(asked.user_id, "user_id")
        let startedAt =
            asked.started_at == 0 ? now : Date(timeIntervalSince1970: Double(asked.started_at) / 1000)
        var session = try NewSession(
            recording, of: user ?? Learner.local, mode: mode, lesson: lesson, startedAt: startedAt)
        session.requestID = try optionalText(asked.request_id, "request_id")
        if let id = try optionalUUID(asked.session_id, "session_id") { session.id = id }
        return session
    }

    /// The identifier of the caller's lesson. Throws for a lesson of another mode, or hidden from the user.
    func lesson(_ asked: signify_session, practisedAs mode: PracticeMode) throws -> UUID? {
        let user = try optionalUUID(asked.user_id, "user_id") ?? Learner.local
        return try optionalText(asked.lesson_code, "lesson_code").map {
            try store.lesson(code: $0, for: user, practisedAs: mode).id
        }
    }

    /// A session. Throws for a session of another user than `user`, unless that is NULL.
    func session(_ id: UnsafePointer<CChar>?, of user: UnsafePointer<CChar>?) throws -> PracticeSession {
        guard let id = try optionalUUID(id, "session_id") else {
            throw AnalysisFailure("session_id is NULL; pass a text", kind: .wrongUse)
        }
        let user = try optionalUUID(user, "user_id")
        let session = try database.session(id: id)
        // Not found in place of denied: the answer does not reveal that the session exists.
        guard user == nil || user == session.userID else { throw StoreError.notFound(.session(id)) }
        return session
    }
}

extension signify_session {
    /// The caller's structure; all zeros for NULL.
    static func asked(_ pointer: UnsafePointer<signify_session>?) throws(AnalysisFailure) -> signify_session {
        guard let pointer else { return signify_session() }
        return try read(pointer)
    }
}
