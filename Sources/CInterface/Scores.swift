import CInterfaceHeader
import Signify

// Scoring: see signify.h, whose signatures the compiler compares with these.

/// Prepares a store's signs. Linear in their takes.
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

/// Frees a library.
@c @implementation
public func signify_library_free(_ library: OpaquePointer?) -> signify_status { LibraryHandle.free(library) }

/// The glosses of a library.
@c @implementation
public func signify_library_glosses(
    _ library: OpaquePointer?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: LibraryHandle.at(library).library.signs.map(\.gloss))
    }
}

/// Where a library's scores are rough.
@c @implementation
public func signify_library_notices(
    _ library: OpaquePointer?, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: LibraryHandle.at(library).notices)
    }
}

/// Feedback on an attempt at `refs`. Costs what its ``PracticeTask`` does.
@c @implementation
public func signify_score(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    _ passing_score: Double, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let library = try LibraryHandle.at(library)
        let attempt = try AttemptHandle.at(attempt)
        let passing = try passing(passing_score)
        let task = try library.library.task(signs(refs))
        try json.give(json: attempt.attributed { try task.feedback(on: $0, passingScore: passing) })
    }
}

/// Feedback on the signs in a long recording.
@c @implementation
public func signify_freestyle(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ refs: UnsafePointer<CChar>?,
    _ passing_score: Double, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let library = try LibraryHandle.at(library)
        let attempt = try AttemptHandle.at(attempt)
        let passing = try passing(passing_score)
        let task = try library.library.task(signs(refs), as: .freestyle)
        try json.give(json: attempt.attributed { try task.feedback(on: $0, passingScore: passing) })
    }
}

/// The signs most like an attempt. One alignment for each take of the library.
@c @implementation
public func signify_rank(
    _ library: OpaquePointer?, _ attempt: OpaquePointer?, _ limit: Int32, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let library = try LibraryHandle.at(library).library
        let attempt = try AttemptHandle.at(attempt)
        guard (1...10_000).contains(limit) else {
            throw AnalysisFailure("limit is a number from 1 to 10000", kind: .wrongUse)
        }
        let ranking = try attempt.attributed {
            try Ranking(of: $0, among: library, limit: Int(limit))
        }
        try json.give(json: ranking.best)
    }
}
