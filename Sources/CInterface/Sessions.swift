import CInterfaceHeader
import Foundation
import Signify

// Sessions of a store. signify.h documents them; the compiler checks these signatures against it.

@c @implementation
public func signify_store_record(
    _ store: OpaquePointer?, _ attempt: OpaquePointer?, _ feedback: UnsafePointer<CChar>?,
    _ session: UnsafePointer<signify_session>?, _ session_id: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let session_id = try cleared(session_id, "session_id")
        let (store, attempt) = try (StoreHandle.at(store), AttemptHandle.at(attempt))
        let feedback = try CInterface.feedback(feedback)
        let now = Date()
        let new = try store.session(attempt, mode: feedback.mode, as: session, at: now)
        try session_id.give(id: store.database.record(new, feedback: feedback, at: now))
    }
}

@c @implementation
public func signify_store_practice(
    _ store: OpaquePointer?, _ library: OpaquePointer?, _ attempt: OpaquePointer?,
    _ refs: UnsafePointer<CChar>?, _ passing_score: Double, _ session: UnsafePointer<signify_session>?,
    _ session_id: TextOut?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        json?.pointee = nil
        let session_id = try cleared(session_id, "session_id")
        let store = try StoreHandle.at(store)
        let (library, attempt, passing) = try scoring(library, attempt, passing_score)
        let asked = try signify_session.asked(session)
        let startedAt = Date()
        let task = try library.task(signs(refs))
        let lesson = try store.lesson(asked, practisedAs: task.mode)
        let language = try asked.language.map { try wordingLanguage($0) } ?? .usual
        let (feedback, new) = try attempt.attributed {
            (
                try task.feedback(on: $0, passingScore: passing).worded(in: language),
                try store.session($0, mode: task.mode, lesson: lesson, as: asked, at: startedAt)
            )
        }
        // Copy the results first: an attempt is kept only if the caller gets its results.
        let document = try json.map { _ in try JSONText.line(feedback) }
        try session_id.give(id: new.id)
        do {
            if let document { try json?.give(document) }
            try store.database.record(new, feedback: feedback, at: Date())
        } catch {
            session_id.takeBack()
            json?.takeBack()
            throw error
        }
    }
}

@c @implementation
public func signify_store_begin(
    _ store: OpaquePointer?, _ attempt: OpaquePointer?, _ mode: UnsafePointer<CChar>?,
    _ session: UnsafePointer<signify_session>?, _ session_id: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let session_id = try cleared(session_id, "session_id")
        let (store, attempt) = try (StoreHandle.at(store), AttemptHandle.at(attempt))
        let mode = try CInterface.mode(mode, "mode")
        let now = Date()
        let new = try store.session(attempt, mode: mode, as: session, at: now)
        try session_id.give(id: store.database.beginSession(new, at: now))
    }
}

@c @implementation
public func signify_store_complete(
    _ store: OpaquePointer?, _ session_id: UnsafePointer<CChar>?, _ feedback: UnsafePointer<CChar>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let store = try StoreHandle.at(store)
        let session = try store.session(session_id, of: nil)
        let feedback = try CInterface.feedback(feedback)
        guard feedback.mode == session.mode else {
            throw AnalysisFailure(
                "the feedback is for a \(feedback.mode.rawValue), but the session is a "
                    + "\(session.mode.rawValue); score the attempt in the session's mode",
                kind: .badInput)
        }
        try store.database.complete(sessionID: session.id, feedback: feedback, at: Date())
    }
}

@c @implementation
public func signify_store_session(
    _ store: OpaquePointer?, _ session_id: UnsafePointer<CChar>?, _ user_id: UnsafePointer<CChar>?,
    _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: StoreHandle.at(store).session(session_id, of: user_id))
    }
}

@c @implementation
public func signify_store_waiting(
    _ store: OpaquePointer?, _ session_ids: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let text = try text(session_ids, "session_ids")
        guard let ids = try? JSONDecoder().decode([UUID].self, from: Data(text.utf8)), ids.count <= 1000
        else {
            throw AnalysisFailure(
                "session_ids is no JSON array of at most 1000 UUIDs; pass one such as "
                    + "[\"996b434a-0060-4ca3-b56d-9fd5be1efe85\"]", kind: .wrongUse)
        }
        let waiting = try store.database.waiting(among: Set(ids))
        try json.give(
            json: Dictionary(uniqueKeysWithValues: waiting.map { ($0.storeText, $1.storeText) }))
    }
}

@c @implementation
public func signify_store_attempt(
    _ store: OpaquePointer?, _ session_id: UnsafePointer<CChar>?, _ user_id: UnsafePointer<CChar>?,
    _ facts: UnsafePointer<signify_facts>?, _ attempt: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let attempt = try cleared(attempt, "attempt")
        let store = try StoreHandle.at(store)
        let reader = try LandmarkReader(facts)
        let session = try store.session(session_id, of: user_id)
        let name = "session-\(session.id.storeText)"
        let found = try store.database.attempt(sessionID: session.id)
        let recording = try AttemptHandle.attributed(to: name) {
            try found.bytes.withUnsafeBytes { try Recording($0.bytes, name: name, reader: reader) }
        }
        attempt.pointee = AttemptHandle(recording, name: name).handle()
    }
}

extension UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    /// Sets the out parameter to the text of an identifier.
    func give(id: UUID) throws { try give(id.storeText) }

    /// Frees the result and sets the out parameter to NULL.
    func takeBack() {
        free(pointee)
        pointee = nil
    }
}
