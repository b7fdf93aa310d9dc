import Foundation
import Landmarks

extension PostgresDatabase {
    /// ``PracticeDatabase/addSigns(_:signature:at:)``: one transaction for all takes, each of which is sent once, and
    /// once more only where the sign has its hash already.
    @discardableResult
    public func addSigns(
        _ signs: [NewSign], signature: String, at instant: Date
    ) throws(StoreError) -> [Enrolment] {
        let now = PostgresInstant(try Timestamp(instant, table: "reference_takes", column: "created_at"))
        var drafts: [SignDraft] = []
        for sign in signs { drafts.append(try SignDraft(sign, signature: signature)) }
        let checked = drafts
        let enrolments = try write { connection in
            // In one order, whatever the order given: two enrolments of the same signs wait and do not cross.
            for gloss in Set(checked.map(\.gloss)).sorted() {
                try PostgresDatabase.makeSign(gloss, signature: signature, now: now, connection)
            }
            return try checked.map {
                try PostgresDatabase.enrol($0, signature: signature, now: now, connection)
            }
        }
        logger.info(
            "takes enrolled",
            metadata: [
                "added": "\(enrolments.reduce(0) { $0 + $1.added.count })",
                "duplicates": "\(enrolments.reduce(0) { $0 + $1.duplicates.count })",
            ])
        return enrolments
    }

    /// ``PracticeDatabase/removeSign(gloss:)``: takes go with it.
    public func removeSign(gloss: String) throws(StoreError) {
        let gloss = try Gloss(gloss).text
        try write { connection in
            let removed = try connection.run(
                "DELETE FROM reference_signs WHERE gloss = $1::text", [.text(gloss)])
            guard removed.changes > 0 else { throw try PostgresDatabase.unknown(gloss, connection) }
        }
    }

    /// ``PracticeDatabase/removeTake(id:at:)``: the sign is held while it is done, so that a take that is enrolled
    /// meanwhile does not lose its sign.
    public func removeTake(id: UUID, at instant: Date) throws(StoreError) {
        let now = PostgresInstant(try Timestamp(instant, table: "reference_signs", column: "updated_at"))
        try write { connection in
            let signs = try connection.run(
                """
                SELECT id FROM reference_signs
                WHERE id = (SELECT sign_id FROM reference_takes WHERE id = $1::uuid) FOR UPDATE
                """, [.uuid(id)])
            let removed = try connection.run(
                "DELETE FROM reference_takes WHERE id = $1::uuid", [.uuid(id)])
            guard removed.changes > 0, let sign = try signs.first?.uuid("id") else {
                throw StoreError.notFound(.take(id))
            }
            let emptied = try connection.run(
                """
                DELETE FROM reference_signs s
                WHERE s.id = $1::uuid AND NOT EXISTS (SELECT FROM reference_takes t WHERE t.sign_id = s.id)
                """, [.uuid(sign)])
            guard emptied.changes == 0 else { return }
            try connection.run(
                """
                UPDATE reference_signs SET calibration = NULL, updated_at = $2::timestamptz WHERE id = $1::uuid
                """, [.uuid(sign), .instant(now)])
        }
    }

    /// ``PracticeDatabase/setCalibrations(_:signature:at:)``: one transaction for all signs.
    public func setCalibrations(
        _ calibrations: [String: String], signature: String, at instant: Date
    ) throws(StoreError) {
        let now = PostgresInstant(try Timestamp(instant, table: "reference_signs", column: "updated_at"))
        let signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        var rows: [(gloss: String, calibration: String)] = []
        for (gloss, calibration) in calibrations {
            rows.append(
                (
                    try Gloss(gloss).text,
                    try Text.checked(calibration, table: "reference_signs", column: "calibration")
                ))
        }
        try write { [rows] connection in
            for row in rows.sorted(by: { $0.gloss < $1.gloss }) {
                let changed = try connection.run(
                    """
                    UPDATE reference_signs
                    SET calibration = $2::jsonb, signature = $3::text, updated_at = $4::timestamptz
                    WHERE gloss = $1::text
                    """,
                    [
                        .text(row.gloss), PostgresDatabase.calibration(row.calibration), .text(signature),
                        .instant(now),
                    ])
                guard changed.changes > 0 else { throw try PostgresDatabase.unknown(row.gloss, connection) }
            }
        }
    }

    private static func calibration(_ text: String?) -> PostgresValue {
        PostgresValue(text) { .json($0, table: "reference_signs", column: "calibration") }
    }

    /// Makes the sign's row unless it is there, and holds it against other writers.
    private static func makeSign(
        _ gloss: String, signature: String, now: PostgresInstant, _ connection: PostgresConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO reference_signs (gloss, signature, created_at, updated_at)
            VALUES ($1::text, $2::text, $3::timestamptz, $3::timestamptz)
            ON CONFLICT (gloss) DO NOTHING
            """, [.text(gloss), .text(signature), .instant(now)])
        try connection.run("SELECT FROM reference_signs WHERE gloss = $1::text FOR UPDATE", [.text(gloss)])
    }

    private static func enrol(
        _ draft: SignDraft, signature: String, now: PostgresInstant, _ connection: PostgresConnection
    ) throws -> Enrolment {
        let signID = try sign(draft, now: now, connection)
        var added: [UUID] = []
        var duplicates: [Int] = []
        for (place, (take, hash)) in zip(draft.takes, draft.hashes).enumerated() {
            if let id = try insert(take, hash: hash, signID: signID, now: now, connection) {
                added.append(id)
            } else {
                duplicates.append(place)
            }
        }
        if !added.isEmpty || draft.calibration != nil {
            try connection.run(
                """
                UPDATE reference_signs
                SET calibration = $2::jsonb, signature = $3::text, updated_at = $4::timestamptz
                WHERE id = $1::uuid
                """, [.uuid(signID), calibration(draft.calibration), .text(signature), .instant(now)])
        }
        return Enrolment(signID: signID, added: added, duplicates: duplicates)
    }

    /// The identifier of the sign's row, its language told where it was not.
    private static func sign(
        _ draft: SignDraft, now: PostgresInstant, _ connection: PostgresConnection
    ) throws -> UUID {
        let found = try connection.run(
            "SELECT id, language FROM reference_signs WHERE gloss = $1::text", [.text(draft.gloss)])
        guard let row = found.first else { throw try unknown(draft.gloss, connection) }
        let id = try row.uuid("id")
        switch (try row.optionalText("language"), draft.language) {
        case (let known?, let given?) where known != given:
            throw SignDraft.otherLanguage(draft.gloss, known: known, given: given)
        case (nil, let given?):
            try connection.run(
                "UPDATE reference_signs SET language = $2::text, updated_at = $3::timestamptz WHERE id = $1::uuid",
                [.uuid(id), .text(given), .instant(now)])
        default: break
        }
        return id
    }

    /// The identifier of the new row; `nil` where the sign has a take of the same bytes.
    private static func insert(
        _ take: NewReferenceTake, hash: String, signID: UUID, now: PostgresInstant,
        _ connection: PostgresConnection
    ) throws -> UUID? {
        let inserted = try connection.run(
            """
            INSERT INTO reference_takes (sign_id, signer, source, landmarks_hash, frame_count, duration_seconds,
                dominant_hand, mirrored, created_at, landmarks)
            VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::int8::int4, $6::float8, $7::text, $8::bool,
                $9::timestamptz, $10::bytea)
            ON CONFLICT (sign_id, landmarks_hash) DO NOTHING
            RETURNING id
            """,
            [
                .uuid(signID), .text(Text.checked(take.signer, table: "reference_takes", column: "signer")),
                .text(Text.checked(take.source, table: "reference_takes", column: "source")), .text(hash),
                .integer(SignDraft.frames(take)), .double(take.durationSeconds),
                PostgresValue(take.dominantHand) { .text($0.rawValue) },
                PostgresValue(take.mirrored, PostgresValue.bool), .instant(now), .bytes(take.landmarks),
            ])
        if let row = inserted.first { return try row.uuid("id") }
        let same = try connection.run(
            """
            SELECT landmarks = $3::bytea AS same FROM reference_takes
            WHERE sign_id = $1::uuid AND landmarks_hash = $2::text
            """, [.uuid(signID), .text(hash), .bytes(take.landmarks)])
        guard let row = same.first, try row.bool("same") else { throw SignDraft.otherBytes() }
        return nil
    }
}
