import Foundation

extension DatabaseEngine {
    @discardableResult
    public func addSigns(
        _ signs: [NewSign], signature: String, at instant: Date
    ) throws(StoreError) -> [Enrolment] {
        let now = try Timestamp(instant, table: "reference_takes", column: "created_at")
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        var drafts: [SignDraft] = []
        for sign in signs { drafts.append(try SignDraft(sign)) }
        let enrolments = try write { connection in
            // In one order, whatever the order given: two enrolments of the same signs wait and do not cross.
            for gloss in Set(drafts.map(\.gloss)).sorted() {
                try Self.makeSign(gloss, signature: signature, at: now, connection)
            }
            return try drafts.map { try Self.enrol($0, signature: signature, at: now, connection) }
        }
        logger.info(
            "takes enrolled",
            metadata: [
                "added": "\(enrolments.reduce(0) { $0 + $1.added })",
                "duplicates": "\(enrolments.reduce(0) { $0 + $1.duplicates.count })",
            ])
        return enrolments
    }

    private static func enrol(
        _ draft: SignDraft, signature: String, at now: Timestamp, _ connection: Connection
    ) throws -> Enrolment {
        guard let row = try row(ofSign: draft.gloss, connection) else {
            throw try unknown(draft.gloss, connection)
        }
        switch (row.language, draft.language) {
        case (let known?, let given?) where known != given:
            throw SignDraft.otherLanguage(draft.gloss, known: known, given: given)
        case (nil, let given?): try setLanguage(given, ofSign: row.id, at: now, connection)
        default: break
        }
        var duplicates: [Int] = []
        for (place, take) in draft.takes.enumerated() {
            if try insert(take, intoSign: row.id, at: now, connection) { continue }
            guard try holdsBytes(of: take, inSign: row.id, connection) else { throw SignDraft.otherBytes() }
            duplicates.append(place)
        }
        let added = draft.takes.count - duplicates.count
        if added > 0 || draft.calibration != nil {
            _ = try setCalibration(
                draft.calibration, signature: signature, ofSign: draft.gloss, at: now, connection)
            // As the calibration, it speaks of these takes.
            if let kept = draft.kept {
                try keep(kept, ofSign: draft.gloss, signature: signature, connection)
            }
        }
        return Enrolment(added: added, duplicates: duplicates)
    }

    public func removeSign(gloss: String) throws(StoreError) {
        let gloss = try Gloss(gloss).text
        try write { connection in
            guard try Self.removeSign(gloss, connection) else { throw try Self.unknown(gloss, connection) }
        }
    }

    public func setCalibrations(
        _ calibrations: [String: String], keeping kept: [SignEdition: KeptSign], signature: String,
        at instant: Date
    ) throws(StoreError) {
        let checked = try CheckedCalibrations(calibrations, signature: signature, at: instant)
        try write { connection in
            // The calibrations make new editions.
            let current = try current(kept, by: checked.signature, connection)
            for (gloss, calibration) in checked.byGloss {
                guard
                    try Self.setCalibration(
                        calibration, signature: checked.signature, ofSign: gloss, at: checked.now, connection)
                else { throw try Self.unknown(gloss, connection) }
            }
            for (gloss, sign) in current {
                try Self.keep(sign, ofSign: gloss, signature: checked.signature, connection)
            }
        }
    }

    public func keep(_ kept: [SignEdition: KeptSign], signature: String) throws(StoreError) {
        guard !kept.isEmpty else { return }
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        try write { connection in
            for (gloss, sign) in try current(kept, by: signature, connection) {
                try Self.keep(sign, ofSign: gloss, signature: signature, connection)
            }
        }
    }

    /// What was made of signs as they are now.
    private func current(
        _ kept: [SignEdition: KeptSign], by signature: String, _ connection: Connection
    ) throws -> [(gloss: String, sign: KeptSign)] {
        guard !kept.isEmpty else { return [] }
        let glosses = try Self.array(kept.keys.map(\.gloss))
        try Self.hold(signs: glosses, connection)
        return try Self.editions(of: glosses, by: signature, connection).compactMap { edition in
            kept[edition].map { (edition.gloss, $0) }
        }
    }

    public func kept(
        of glosses: Set<String>, by signature: String
    ) throws(StoreError) -> [String: KeptSign] {
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        return try read { try Self.kept(of: glosses, by: signature, $0) }
    }

    public func moment() throws(StoreError) -> any SignMoment { try begin() }

    public func forEachSign(_ body: (StoredSign) throws -> Void) throws {
        let moment = try begin()
        for gloss in try moment.glosses() { try body(try moment.sign(gloss: gloss)) }
    }

    public func signs() throws(StoreError) -> [SignSummary] { try read { try Self.signs($0) } }

    public func sign(gloss: String) throws(StoreError) -> StoredSign {
        let gloss = try Gloss(gloss).text
        return try snapshot { try Self.known(gloss, $0) }
    }

    /// A sign, or the error for none.
    static func known(_ gloss: String, _ connection: Connection) throws -> StoredSign {
        guard let sign = try sign(gloss, connection) else { throw try unknown(gloss, connection) }
        return sign
    }

    public func takes(gloss: String, contentHashes: Set<String>) throws(StoreError) -> [ReferenceTake] {
        let gloss = try Gloss(gloss).text
        let hashes = contentHashes.filter(ContentHash.isText)
        return hashes.isEmpty ? [] : try read { try Self.takes(ofSign: gloss, hashes: hashes, $0) }
    }

    public func calibrations(
        of glosses: Set<String>, by signature: String
    ) throws(StoreError) -> [String: String] {
        var checked: [String] = []
        for gloss in glosses { checked.append(try Gloss(gloss).text) }
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        return try read { connection in
            Dictionary(
                try Self.calibrations(ofSigns: Self.array(checked), by: signature, connection)
                    .map { ($0.gloss, $0.calibration) }
            ) { first, _ in first }
        }
    }

    /// Glosses as a JSON array of strings.
    static func array(_ glosses: some Collection<String>) throws -> String {
        String(decoding: try JSONEncoder().encode(Array(glosses)), as: UTF8.self)
    }

    /// The error for a gloss without a row, with the nearest of those that have one.
    private static func unknown(_ gloss: String, _ connection: Connection) throws -> StoreError {
        .notFound(.sign(gloss, among: try glosses(connection)))
    }
}
