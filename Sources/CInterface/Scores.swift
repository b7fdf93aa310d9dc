import CInterfaceHeader
import Signify

// Scoring. signify.h documents it; the compiler checks these signatures against it.

/// Linear in the takes.
@c @implementation
public func signify_library_open(
    _ store: OpaquePointer?, _ library: UnsafeMutablePointer<OpaquePointer?>?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let library = try cleared(library, "library")
        library.pointee = try (store.map { try LibraryHandle(StoreHandle.at($0)) } ?? LibraryHandle())
            .handle()
    }
}

@c @implementation
public func signify_library_free(_ library: OpaquePointer?) -> signify_status { LibraryHandle.free(library) }

@c @implementation
public func signify_library_glosses(
    _ library: OpaquePointer?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: LibraryHandle.at(library).library.glosses)
    }
}

@c @implementation
public func signify_library_notices(
    _ library: OpaquePointer?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: LibraryHandle.at(library).notices)
    }
}

/// Costs as ``PracticeTask/feedback(on:passingScore:)``.
@c @implementation
public func signify_score(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    _ passing_score: Double, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) { try giveFeedback(library, attempt, refs, as: nil, passing_score, json) }
}

/// Costs as ``PracticeTask/feedback(on:passingScore:)``.
@c @implementation
public func signify_freestyle(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    _ passing_score: Double, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) { try giveFeedback(library, attempt, refs, as: .freestyle, passing_score, json) }
}

/// One alignment per take of the library.
@c @implementation
public func signify_rank(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ limit: Int32, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let library = try LibraryHandle.at(library).library
        let attempt = try AttemptHandle.at(attempt)
        guard (1...10_000).contains(limit) else {
            throw AnalysisFailure("limit must be a number from 1 to 10000", kind: .wrongUse)
        }
        let ranking = try attempt.attributed {
            try Ranking(of: $0, among: library, limit: Int(limit))
        }
        try json.give(json: ranking.best)
    }
}

/// Costs as ``PracticeTask/replay(on:passingScore:)``.
@c @implementation
public func signify_replay(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    _ passing_score: Double, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let (library, attempt, passing) = try scoring(library, attempt, passing_score)
        let task = try library.task(signs(refs))
        try json.give(json: attempt.attributed { try task.replay(on: $0, passingScore: passing) })
    }
}

@c @implementation
public func signify_demonstration(
    _ library: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let library = try LibraryHandle.at(library).library
        try json.give(json: Demonstration(library.sign(text(gloss, "gloss"))))
    }
}

@c @implementation
public func signify_worded(
    _ feedback: UnsafePointer<CChar>?, _ language: UnsafePointer<CChar>?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let language = try wordingLanguage(language)
        let document = try text(feedback, "feedback", limit: SIGNIFY_DOCUMENT_LIMIT)
        try json.give(FeedbackDocument(document).worded(in: language))
    }
}

@c @implementation
public func signify_language(
    _ accepted: UnsafePointer<CChar>?, _ language: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let language = try cleared(language, "language")
        let preferred = Language.preferred(try text(accepted, "accepted"))
        try language.give((preferred ?? .usual).rawValue)
    }
}

/// Feedback on an attempt, as JSON; a `nil` mode follows from the number of signs.
private func giveFeedback(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    as mode: PracticeMode?, _ passing_score: Double, _ json: TextOut?
) throws {
    let json = try cleared(json, "json")
    let (library, attempt, passing) = try scoring(library, attempt, passing_score)
    let task = try library.task(signs(refs), as: mode)
    try json.give(json: attempt.attributed { try task.feedback(on: $0, passingScore: passing) })
}

/// The library, the attempt and the passing score of a call that scores.
func scoring(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ passing_score: Double
) throws(AnalysisFailure) -> (library: SignLibrary, attempt: AttemptHandle, passing: Double) {
    try (LibraryHandle.at(library).library, AttemptHandle.at(attempt), passing(passing_score))
}
