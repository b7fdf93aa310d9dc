import Foundation

extension PostgresDatabase {
    static func makeSign(
        _ gloss: String, signature: String, at now: Timestamp, _ connection: PostgresConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO reference_signs (gloss, signature, created_at, updated_at)
            VALUES ($1::text, $2::text, $3::timestamptz, $3::timestamptz)
            ON CONFLICT (gloss) DO NOTHING
            """, [.text(gloss), .text(signature), .timestamp(now)])
        try connection.run("SELECT FROM reference_signs WHERE gloss = $1::text FOR UPDATE", [.text(gloss)])
    }

    static func row(
        ofSign gloss: String, _ connection: PostgresConnection
    ) throws -> (id: UUID, language: String?)? {
        try connection.run(
            "SELECT id, language FROM reference_signs WHERE gloss = $1::text", [.text(gloss)]
        ).first.map { (try $0.uuid("id"), try $0.optionalText("language")) }
    }

    static func setLanguage(
        _ language: String, ofSign id: UUID, at now: Timestamp, _ connection: PostgresConnection
    ) throws {
        try connection.run(
            "UPDATE reference_signs SET language = $2::text, updated_at = $3::timestamptz WHERE id = $1::uuid",
            [.uuid(id), .text(language), .timestamp(now)])
    }

    static func insert(
        _ take: SignDraft.Take, intoSign id: UUID, at now: Timestamp, _ connection: PostgresConnection
    ) throws -> Bool {
        let recording = take.recording
        // A number beyond the column's type is as far out of its rule.
        let frames = min(max(recording.frameCount, -1), Int(Int32.max))
        return try connection.run(
            """
            INSERT INTO reference_takes (sign_id, signer, source, landmarks_hash, frame_count, duration_seconds,
                dominant_hand, mirrored, created_at, landmarks)
            VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::int8::int4, $6::float8, $7::text, $8::bool,
                $9::timestamptz, $10::bytea)
            ON CONFLICT (sign_id, landmarks_hash) DO NOTHING
            """,
            [
                .uuid(id), .text(recording.signer), .text(recording.source), .text(take.hash),
                .integer(frames), .double(recording.durationSeconds),
                PostgresValue(recording.dominantHand) { .text($0.rawValue) },
                PostgresValue(recording.mirrored, PostgresValue.bool), .timestamp(now),
                .bytes(recording.landmarks),
            ]
        ).changes > 0
    }

    static func holdsBytes(
        of take: SignDraft.Take, inSign id: UUID, _ connection: PostgresConnection
    ) throws -> Bool {
        try connection.run(
            """
            SELECT landmarks = $3::bytea AS same FROM reference_takes
            WHERE sign_id = $1::uuid AND landmarks_hash = $2::text
            """, [.uuid(id), .text(take.hash), .bytes(take.recording.landmarks)]
        ).first?.bool("same") == true
    }

    static func setCalibration(
        _ calibration: String?, signature: String, ofSign gloss: String, at now: Timestamp,
        _ connection: PostgresConnection
    ) throws -> Bool {
        let document = PostgresValue(calibration) {
            .json($0, table: "reference_signs", column: "calibration")
        }
        return try connection.run(
            """
            UPDATE reference_signs
            SET calibration = $2::jsonb, signature = $3::text, updated_at = $4::timestamptz
            WHERE gloss = $1::text
            """, [.text(gloss), document, .text(signature), .timestamp(now)]
        ).changes > 0
    }

    static func removeSign(_ gloss: String, _ connection: PostgresConnection) throws -> Bool {
        try connection.run("DELETE FROM reference_signs WHERE gloss = $1::text", [.text(gloss)]).changes > 0
    }
}
