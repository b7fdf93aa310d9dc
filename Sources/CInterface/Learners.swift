import CInterfaceHeader
import Foundation
import Signify

// History, progress, lessons and learners. signify.h documents them; the compiler checks these signatures
// against it.

/// O(log n + limit).
@c @implementation
public func signify_store_history(
    _ store: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ limit: Int32,
    _ cursor: UnsafePointer<CChar>?,
    _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        guard (1...HistoryPage.largest).contains(Int(limit)) else {
            throw AnalysisFailure("limit must be a number from 1 to \(HistoryPage.largest)", kind: .wrongUse)
        }
        let user = try optionalUUID(user_id, "user_id") ?? Learner.local
        try json.give(
            json: HistoryPage(
                of: user, in: store.store, limit: Int(limit), after: optionalText(cursor, "cursor")))
    }
}

@c @implementation
public func signify_store_settings(
    _ store: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let user = try optionalUUID(user_id, "user_id") ?? Learner.local
        try json.give(json: store.database.settings(of: user))
    }
}

@c @implementation
public func signify_store_spend(
    _ store: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ policy: UnsafePointer<CChar>?,
    _ quota: Int32,
    _ window: Int32, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let user = try optionalUUID(user_id, "user_id") ?? Learner.local
        let quota = try RequestQuota(
            policy: text(policy, "policy"), requests: Int(quota), window: Int(window))
        try json.give(json: store.database.spend(quota, of: user))
    }
}

/// Linear in the learner's attempts.
@c @implementation
public func signify_store_progress(
    _ store: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let user = try optionalUUID(user_id, "user_id") ?? Learner.local
        try json.give(json: store.database.progress(user: user, asOf: Date()))
    }
}

@c @implementation
public func signify_store_lesson(
    _ store: OpaquePointer?, _ code: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: StoreHandle.at(store).database.lesson(code: text(code, "code"), for: nil))
    }
}

@c @implementation
public func signify_store_save_lesson(
    _ store: OpaquePointer?, _ code: UnsafePointer<CChar>?, _ title: UnsafePointer<CChar>?,
    _ type: UnsafePointer<CChar>?, _ lesson_id: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        lesson_id?.pointee = nil
        let store = try StoreHandle.at(store)
        let lesson = Lesson(
            code: try text(code, "code"), title: try text(title, "title"), type: try mode(type, "type"))
        let id = try store.database.saveLesson(lesson, at: Date())
        try lesson_id?.give(id: id)
    }
}

@c @implementation
public func signify_store_add_learner(
    _ store: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ nickname: UnsafePointer<CChar>?,
    _ id: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        id?.pointee = nil
        let store = try StoreHandle.at(store)
        let learner = Learner(
            id: try optionalUUID(user_id, "user_id") ?? UUID(), nickname: try text(nickname, "nickname"))
        try store.database.addLearner(learner, at: Date())
        try id?.give(id: learner.id)
    }
}
