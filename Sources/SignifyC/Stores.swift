import CSignify
import PracticeAnalysis
import PracticeStore
import Scoring

// Stores and their reference signs: see signify.h, whose signatures the compiler compares with these.

/// Opens a store.
@c @implementation
public func signify_store_open(
    _ location: UnsafePointer<CChar>?, _ flags: UInt32, _ store: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let store = try cleared(store, "store")
        guard flags & ~(UInt32(SIGNIFY_STORE_CREATE) | UInt32(SIGNIFY_STORE_FILL)) == 0 else {
            throw WrongUse(
                "flags has bits that mean nothing; give SIGNIFY_STORE_CREATE, SIGNIFY_STORE_FILL or 0")
        }
        store.pointee = try StoreHandle(
            optionalText(location, "location"), create: flags & UInt32(SIGNIFY_STORE_CREATE) != 0,
            fill: flags & UInt32(SIGNIFY_STORE_FILL) != 0
        ).handle()
    }
}

/// Closes a store.
@c @implementation
public func signify_store_close(_ store: OpaquePointer?) -> signify_status { StoreHandle.free(store) }

/// Lists the signs of a store.
@c @implementation
public func signify_store_signs(_ store: OpaquePointer?, _ json: TextOut?, _ error: TextOut?)
    -> signify_status
{
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: StoreHandle.at(store).database.signs().map { SignDocument($0) })
    }
}

/// Enrols takes of a sign, all or none, and calibrates it.
@c @implementation
public func signify_store_add_takes(
    _ store: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ language: UnsafePointer<CChar>?,
    _ signer: UnsafePointer<CChar>?, _ attempts: UnsafePointer<OpaquePointer?>?, _ count: Int,
    _ flags: UInt32, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let gloss = try text(gloss, "gloss")
        guard count > 0, count <= 10_000, let attempts else {
            throw WrongUse("attempts is an array of 1 to 10000 attempts; count is \(count)")
        }
        guard flags & ~UInt32(SIGNIFY_TAKES_FORCE) == 0 else {
            throw WrongUse("flags has bits that mean nothing; give SIGNIFY_TAKES_FORCE or 0")
        }
        let recordings = try (0..<count).map { try AttemptHandle.at(attempts[$0]).recording }
        let library = ReferenceLibrary(store.database) { _ in }
        let signer = try optionalText(signer, "signer") ?? "unnamed"
        let takes = try library.takes(recordings.map { ($0, signer) }, of: gloss)
        let enrolment = try library.enrol(
            takes, language: optionalText(language, "language"),
            insisting: flags & UInt32(SIGNIFY_TAKES_FORCE) != 0)
        if !enrolment.added.isEmpty { try library.calibrate([takes.gloss.text]) }
        try json.give(json: EnrolmentDocument(enrolment, of: takes))
    }
}

/// Removes a sign.
@c @implementation
public func signify_store_remove_sign(
    _ store: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ error: TextOut?
) -> signify_status {
    call(error) { try StoreHandle.at(store).database.removeSign(gloss: text(gloss, "gloss")) }
}

/// Calibrates signs anew.
@c @implementation
public func signify_store_calibrate(
    _ store: OpaquePointer?, _ refs: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int64>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        count?.pointee = 0
        let database = try StoreHandle.at(store).database
        let known = try signs(refs).map { list in
            // An unknown sign is told here; the calibration would pass it over.
            Set(try list.distinct.map { try database.sign(gloss: $0).gloss })
        }
        let calibrated = try ReferenceLibrary(database) { _ in }.calibrate(known)
        count?.pointee = Int64(calibrated)
    }
}

/// What enrolling did, as JSON.
private struct EnrolmentDocument: Encodable {
    let gloss: String
    let added: Int
    let duplicates: Int
    /// What was found in the recordings: faults and cautions, of each.
    let warnings: [Warning]

    struct Warning: Encodable {
        let take: String
        let code: String
        let message: String
    }

    init(_ enrolment: Enrolment, of takes: NewTakes) {
        gloss = takes.gloss.text
        warnings = takes.verdicts.flatMap { place, verdict in
            (verdict.faults + verdict.cautions).map {
                Warning(take: place, code: $0.code.rawValue, message: $0.text)
            }
        }
        added = enrolment.added.count
        duplicates = enrolment.duplicates.count
    }
}
