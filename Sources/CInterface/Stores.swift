import CInterfaceHeader
import Signify

// Stores and their reference signs. signify.h documents them; the compiler checks these signatures against
// it.

@c @implementation
public func signify_store_open(
    _ location: UnsafePointer<CChar>?, _ flags: UInt32, _ store: UnsafeMutablePointer<OpaquePointer?>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        let store = try cleared(store, "store")
        // Its bits are SIGNIFY_STORE_CREATE and SIGNIFY_STORE_FILL.
        let provision = Store.Provision(rawValue: flags)
        guard provision.isSubset(of: [.create, .fill]) else {
            throw AnalysisFailure(
                "flags has unknown bits; pass SIGNIFY_STORE_CREATE, SIGNIFY_STORE_FILL or 0",
                kind: .wrongUse)
        }
        store.pointee = try StoreHandle(optionalText(location, "location"), provision).handle()
    }
}

@c @implementation
public func signify_store_close(_ store: OpaquePointer?) -> signify_status { StoreHandle.free(store) }

@c @implementation
public func signify_store_check(_ store: OpaquePointer?, _ error: TextOut?) -> signify_status {
    call(error) { try StoreHandle.at(store).database.check() }
}

@c @implementation
public func signify_store_signs(_ store: OpaquePointer?, _ json: TextOut?, _ error: TextOut?)
    -> signify_status
{
    call(error) {
        let json = try cleared(json, "json")
        try json.give(json: StoreHandle.at(store).database.signs())
    }
}

@c @implementation
public func signify_store_add_takes(
    _ store: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ language: UnsafePointer<CChar>?,
    _ signer: UnsafePointer<CChar>?, _ attempts: UnsafePointer<OpaquePointer?>?, _ count: Int,
    _ flags: UInt32, _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        guard flags & ~UInt32(SIGNIFY_TAKES_FORCE) == 0 else {
            throw AnalysisFailure(
                "flags has unknown bits; pass SIGNIFY_TAKES_FORCE or 0", kind: .wrongUse)
        }
        let takes = try newTakes(attempts, count, of: gloss, by: signer, in: store)
        let enrolment = try store.store.enrol(
            takes, language: optionalText(language, "language"),
            insisting: flags & UInt32(SIGNIFY_TAKES_FORCE) != 0)
        if enrolment.added > 0 { try store.store.calibrate([takes.gloss.text]) }
        try json.give(json: EnrolmentDocument(enrolment, of: takes))
    }
}

@c @implementation
public func signify_store_check_takes(
    _ store: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ signer: UnsafePointer<CChar>?,
    _ attempts: UnsafePointer<OpaquePointer?>?, _ count: Int, _ language: UnsafePointer<CChar>?,
    _ json: TextOut?, _ error: TextOut?
) -> signify_status {
    call(error) {
        let json = try cleared(json, "json")
        let store = try StoreHandle.at(store)
        let language = try language.map { try wordingLanguage($0) } ?? .usual
        let takes = try newTakes(attempts, count, of: gloss, by: signer, in: store)
        try json.give(json: VerdictDocument(takes, in: language))
    }
}

/// The checked takes of a call that enrols or checks.
private func newTakes(
    _ attempts: UnsafePointer<OpaquePointer?>?, _ count: Int, of gloss: UnsafePointer<CChar>?,
    by signer: UnsafePointer<CChar>?, in store: StoreHandle
) throws -> NewTakes {
    let gloss = try text(gloss, "gloss")
    guard count > 0, count <= 10_000, let attempts else {
        throw AnalysisFailure(
            "attempts must be an array of 1 to 10000 attempts; count is \(count)", kind: .wrongUse)
    }
    let recordings = try (0..<count).map { try AttemptHandle.at(attempts[$0]).recording }
    let signer = try optionalText(signer, "signer") ?? "unnamed"
    return try store.store.takes(recordings.map { ($0, signer) }, of: gloss)
}

@c @implementation
public func signify_store_remove_sign(
    _ store: OpaquePointer?, _ gloss: UnsafePointer<CChar>?, _ error: TextOut?
) -> signify_status {
    call(error) { try StoreHandle.at(store).database.removeSign(gloss: text(gloss, "gloss")) }
}

@c @implementation
public func signify_store_calibrate(
    _ store: OpaquePointer?, _ refs: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int64>?,
    _ error: TextOut?
) -> signify_status {
    call(error) {
        count?.pointee = 0
        let store = try StoreHandle.at(store)
        let known = try signs(refs).map { list in
            // Throws for an unknown sign, which the calibration would skip.
            Set(try list.distinct.map { try store.database.sign(gloss: $0).gloss })
        }
        let calibrated = try store.store.calibrate(known)
        count?.pointee = Int64(calibrated)
    }
}

/// The result of an enrolment, as JSON.
private struct EnrolmentDocument: Encodable {
    let gloss: String
    let added: Int
    let duplicates: Int
    /// The faults and cautions of every take.
    let warnings: [TakeWarning]

    init(_ enrolment: Enrolment, of takes: NewTakes) {
        gloss = takes.gloss.text
        warnings = TakeWarning.all(of: takes, in: .usual)
        added = enrolment.added
        duplicates = enrolment.duplicates.count
    }
}

/// The check of takes, as JSON.
private struct VerdictDocument: Encodable {
    let gloss: String
    /// Whether no take has a fault.
    let acceptable: Bool
    let warnings: [TakeWarning]

    init(_ takes: NewTakes, in language: Language) {
        gloss = takes.gloss.text
        acceptable = takes.refusal == nil
        warnings = TakeWarning.all(of: takes, in: language)
    }
}

/// A fault or a caution of a take, as JSON.
private struct TakeWarning: Encodable {
    let take: String
    let code: String
    let message: String
    /// Whether it refuses the take.
    let fault: Bool

    static func all(of takes: NewTakes, in language: Language) -> [TakeWarning] {
        let catalogue = Catalogue.of(language)
        return takes.verdicts.flatMap { place, verdict in
            [(verdict.faults, true), (verdict.cautions, false)].flatMap { warnings, fault in
                warnings.map {
                    TakeWarning(
                        take: place, code: $0.code.rawValue, message: catalogue.text($0.message), fault: fault
                    )
                }
            }
        }
    }
}
