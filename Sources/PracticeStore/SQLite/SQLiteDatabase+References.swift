import Foundation
import GRDB
import Landmarks

extension SQLiteDatabase {
    /// ``PracticeDatabase/addSigns(_:signature:at:)``: one transaction, one fsync for all takes.
    @discardableResult
    public func addSigns(
        _ signs: [NewSign], signature: String, at instant: Date
    ) throws(StoreError) -> [Enrolment] {
        let now = try Timestamp(instant, table: "reference_takes", column: "created_at").text
        // Checked and hashed before the write lock is taken.
        var drafts: [SignDraft] = []
        for sign in signs { drafts.append(try SignDraft(sign, signature: signature)) }
        let checked = drafts
        let enrolments = try write { database in
            try checked.map { try self.enrol($0, signature: signature, now: now, in: database) }
        }
        logger.info(
            "takes enrolled",
            metadata: [
                "added": "\(enrolments.reduce(0) { $0 + $1.added.count })",
                "duplicates": "\(enrolments.reduce(0) { $0 + $1.duplicates.count })",
            ])
        return enrolments
    }

    private func enrol(
        _ draft: SignDraft, signature: String, now: String, in database: Database
    ) throws -> Enrolment {
        let signID = try signRow(database, draft.gloss, draft.language, signature, now)
        var added: [UUID] = []
        var duplicates: [Int] = []
        for (place, (take, hash)) in zip(draft.takes, draft.hashes).enumerated() {
            if let id = try insert(database, take, hash: hash, signID: signID, now: now) {
                added.append(id)
            } else {
                duplicates.append(place)
            }
        }
        if !added.isEmpty || draft.calibration != nil {
            try database.execute(
                sql: "UPDATE reference_signs SET calibration = ?, signature = ?, updated_at = ? WHERE id = ?",
                arguments: [draft.calibration, signature, now, signID.storeText])
        }
        return Enrolment(signID: signID, added: added, duplicates: duplicates)
    }

    /// ``PracticeDatabase/removeSign(gloss:)``: the freed pages are used again, the file does not shrink.
    public func removeSign(gloss: String) throws(StoreError) {
        let gloss = try Gloss(gloss).text
        try write { database in
            try database.execute(sql: "DELETE FROM reference_signs WHERE gloss = ?", arguments: [gloss])
            guard database.changesCount > 0 else { throw try SQLiteDatabase.unknown(gloss, database) }
        }
    }

    /// ``PracticeDatabase/removeTake(id:at:)``: as ``removeSign(gloss:)``.
    public func removeTake(id: UUID, at instant: Date) throws(StoreError) {
        let now = try Timestamp(instant, table: "reference_signs", column: "updated_at").text
        try write { database in
            guard
                let signID = try String.fetchOne(
                    database, sql: "DELETE FROM reference_takes WHERE id = ? RETURNING sign_id",
                    arguments: [id.storeText])
            else { throw StoreError.notFound(.take(id)) }
            try database.execute(
                sql: """
                    DELETE FROM reference_signs
                    WHERE id = ? AND NOT EXISTS (SELECT 1 FROM reference_takes WHERE sign_id = reference_signs.id)
                    """, arguments: [signID])
            try database.execute(
                sql: "UPDATE reference_signs SET calibration = NULL, updated_at = ? WHERE id = ?",
                arguments: [now, signID])
        }
    }

    /// ``PracticeDatabase/setCalibrations(_:signature:at:)``: one fsync for all signs.
    public func setCalibrations(
        _ calibrations: [String: String], signature: String, at instant: Date
    ) throws(StoreError) {
        let now = try Timestamp(instant, table: "reference_signs", column: "updated_at").text
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        var rows: [(gloss: String, calibration: String)] = []
        for (gloss, calibration) in calibrations {
            rows.append(
                (
                    try Gloss(gloss).text,
                    try Text.checked(calibration, table: "reference_signs", column: "calibration")
                ))
        }
        try write { [rows] database in
            for row in rows.sorted(by: { $0.gloss < $1.gloss }) {
                try database.execute(
                    sql:
                        "UPDATE reference_signs SET calibration = ?, signature = ?, updated_at = ? WHERE gloss = ?",
                    arguments: [row.calibration, signature, now, row.gloss])
                guard database.changesCount > 0 else { throw try SQLiteDatabase.unknown(row.gloss, database) }
            }
        }
    }

    /// The identifier of the sign's row, made if need be.
    private func signRow(
        _ database: Database, _ gloss: String, _ language: String?, _ signature: String, _ now: String
    ) throws -> UUID {
        let stored = try Row.fetchOne(
            database, sql: "SELECT id, language FROM reference_signs WHERE gloss = ?", arguments: [gloss])
        guard let stored else {
            let id = UUID()
            try database.execute(
                sql: """
                    INSERT INTO reference_signs (id, gloss, language, signature, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [id.storeText, gloss, language, signature, now, now])
            return id
        }
        let id = try stored.uuid("id")
        switch (try stored.optionalText("language"), language) {
        case (let known?, let given?) where known != given:
            throw SignDraft.otherLanguage(gloss, known: known, given: given)
        case (nil, let given?):
            try database.execute(
                sql: "UPDATE reference_signs SET language = ?, updated_at = ? WHERE id = ?",
                arguments: [given, now, id.storeText])
        default: break
        }
        return id
    }

    /// The identifier of the new row; `nil` where the sign has a take of the same bytes.
    private func insert(
        _ database: Database, _ take: NewReferenceTake, hash: String, signID: UUID, now: String
    ) throws -> UUID? {
        let same = try Bool.fetchOne(
            database,
            sql: "SELECT landmarks = ? FROM reference_takes WHERE sign_id = ? AND landmarks_hash = ?",
            arguments: [take.landmarks, signID.storeText, hash])
        if let same {
            if same { return nil }
            throw SignDraft.otherBytes()
        }
        let id = UUID()
        try database.execute(
            sql: """
                INSERT INTO reference_takes (id, sign_id, signer, source, landmarks_hash, frame_count,
                    duration_seconds, dominant_hand, mirrored, created_at, landmarks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id.storeText, signID.storeText,
                Text.checked(take.signer, table: "reference_takes", column: "signer"),
                Text.checked(take.source, table: "reference_takes", column: "source"),
                hash, take.frameCount, take.durationSeconds, take.dominantHand?.rawValue, take.mirrored, now,
                take.landmarks,
            ])
        return id
    }

    /// The error for a gloss that is not there, with those that are most like it.
    static func unknown(_ gloss: String, _ database: Database) throws -> StoreError {
        let known = try String.fetchAll(database, sql: "SELECT gloss FROM reference_signs ORDER BY gloss")
        return .notFound(.sign(gloss, among: known))
    }
}
