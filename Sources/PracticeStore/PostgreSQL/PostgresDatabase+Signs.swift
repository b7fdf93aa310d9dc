import Foundation

extension PostgresDatabase {
    // By bytes, whatever the database's language: the order of the SQLite store.
    static func glosses(_ connection: PostgresConnection) throws -> [String] {
        try connection.run("SELECT gloss FROM reference_signs ORDER BY gloss COLLATE \"C\"").rows
            .map { try $0.text("gloss") }
    }

    /// Reads every take's row, and no landmarks.
    static func signs(_ connection: PostgresConnection) throws -> [SignSummary] {
        try connection.run(
            """
            SELECT s.gloss, s.language, s.calibration IS NOT NULL AS calibrated,
                count(t.id) AS takes, count(DISTINCT t.signer) AS signers
            FROM reference_signs s
            LEFT JOIN reference_takes t ON t.sign_id = s.id
            GROUP BY s.id
            ORDER BY s.gloss COLLATE "C"
            """
        ).rows.map { try SignSummary($0) }
    }

    static func sign(_ gloss: String, _ connection: PostgresConnection) throws -> StoredSign? {
        let found = try connection.run(
            """
            SELECT id, language, calibration::text AS calibration, signature FROM reference_signs
            WHERE gloss = $1::text
            """, [.text(gloss)])
        guard let row = found.first else { return nil }
        let takes = try connection.run(
            "SELECT \(takeColumns) FROM reference_takes WHERE sign_id = $1::uuid ORDER BY sequence",
            [.uuid(row.uuid("id"))]
        ).rows.map { try ReferenceTake($0) }
        return try StoredSign(row, gloss: gloss, takes: takes)
    }

    static func calibrations(
        ofSigns glosses: String, by signature: String, _ connection: PostgresConnection
    ) throws -> [(gloss: String, calibration: String)] {
        try connection.run(
            """
            SELECT gloss, calibration::text AS calibration FROM reference_signs
            WHERE gloss IN (SELECT jsonb_array_elements_text($1::text::jsonb)) AND signature = $2::text
                AND calibration IS NOT NULL
            """, [.text(glosses), .text(signature)]
        ).rows.map { (try $0.text("gloss"), try $0.text("calibration")) }
    }

    /// By the takes' index; reads no other landmarks.
    static func takes(
        ofSign gloss: String, hashes: Set<String>, _ connection: PostgresConnection
    ) throws -> [ReferenceTake] {
        try connection.run(
            """
            SELECT \(takeColumns) FROM reference_takes
            WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = $1::text)
                AND landmarks_hash = ANY ($2::text::text[])
            ORDER BY sequence
            """, [.text(gloss), .text("{\(hashes.joined(separator: ","))}")]
        ).rows.map { try ReferenceTake($0) }
    }

    private static let takeColumns = """
        signer, source, frame_count::int8 AS frame_count, duration_seconds, dominant_hand, mirrored, landmarks
        """

    /// Reads no landmarks and no outlines.
    static func editions(
        of glosses: String?, by signature: String, _ connection: PostgresConnection
    ) throws -> [SignEdition] {
        try connection.run(
            """
            SELECT s.gloss, k.sequence, CASE WHEN k.sequence IS NULL THEN (
                    SELECT concat_ws(' ', s.id, extract(epoch FROM s.updated_at), count(*), max(t.sequence))
                    FROM reference_takes t WHERE t.sign_id = s.id) END AS edition
            FROM reference_signs s
            LEFT JOIN signify.kept_signs k ON k.sign_id = s.id AND k.signature = $2::text
            WHERE $1::text IS NULL OR s.gloss IN (SELECT jsonb_array_elements_text($1::text::jsonb))
            ORDER BY s.gloss COLLATE "C"
            """, [PostgresValue(glosses) { .text($0) }, .text(signature)]
        ).rows.map { row in
            let number = try row.optionalInteger("sequence")
            return SignEdition(
                gloss: try row.text("gloss"),
                mark: try number.map { .kept($0) } ?? .unkept(row.text("edition")))
        }
    }

    static func outlines(of editions: [SignEdition], _ connection: PostgresConnection) throws -> [Data?] {
        let numbers = editions.compactMap { edition in
            if case .kept(let number) = edition.mark { number } else { nil }
        }
        let rows = try connection.run(
            "SELECT sequence, outline FROM signify.kept_signs WHERE sequence = ANY ($1::text::int8[])",
            [.text("{\(numbers.map(String.init).joined(separator: ","))}")]
        ).rows
        let outlines = Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.integer("sequence"), try $0.bytes("outline")) })
        return editions.map { edition in
            if case .kept(let number) = edition.mark { outlines[number] } else { nil }
        }
    }

    /// By the index of glosses: a ranking asks for sign after sign.
    static func kept(
        of glosses: Set<String>, by signature: String, _ connection: PostgresConnection
    ) throws -> [String: KeptSign] {
        let rows = try connection.run(
            """
            SELECT s.gloss, k.outline, k.features FROM reference_signs s
            JOIN signify.kept_signs k ON k.sign_id = s.id AND k.signature = $2::text
            WHERE s.gloss = ANY (ARRAY (SELECT jsonb_array_elements_text($1::text::jsonb)))
            """, [.text(try array(glosses)), .text(signature)]
        ).rows
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (
                    try row.text("gloss"),
                    KeptSign(outline: try row.bytes("outline"), features: try row.bytes("features"))
                )
            })
    }

    static func hold(signs glosses: String, _ connection: PostgresConnection) throws {
        try connection.run("SELECT signify.hold_signs($1::text::jsonb)", [.text(glosses)])
    }

    static func keep(
        _ kept: KeptSign, ofSign gloss: String, signature: String, _ connection: PostgresConnection
    ) throws {
        try connection.run(
            """
            DELETE FROM signify.kept_signs
            WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = $1::text)
            """, [.text(gloss)])
        try connection.run(
            """
            INSERT INTO signify.kept_signs (sign_id, signature, outline, features)
            SELECT id, $2::text, $3::bytea, $4::bytea FROM reference_signs WHERE gloss = $1::text
            """, [.text(gloss), .text(signature), .bytes(kept.outline), .bytes(kept.features)])
    }

    func begin() throws(StoreError) -> PostgresMoment { try PostgresMoment(self) }
}
