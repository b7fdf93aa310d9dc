import Foundation
import GRDB

extension SQLiteDatabase {
    static func makeSign(
        _ gloss: String, signature: String, at now: Timestamp, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO reference_signs (gloss, signature, created_at, updated_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (gloss) DO NOTHING
                """, arguments: [gloss, signature, now.text, now.text])
    }

    static func row(
        ofSign gloss: String, _ database: Database
    ) throws -> (id: UUID, language: String?)? {
        try Row.fetchOne(
            database, sql: "SELECT id, language FROM reference_signs WHERE gloss = ?", arguments: [gloss]
        ).map { (try $0.uuid("id"), try $0.optionalText("language")) }
    }

    static func setLanguage(
        _ language: String, ofSign id: UUID, at now: Timestamp, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE reference_signs SET language = ?, updated_at = ? WHERE id = ?",
            arguments: [language, now.text, id.storeText])
    }

    static func insert(
        _ take: SignDraft.Take, intoSign id: UUID, at now: Timestamp, _ database: Database
    ) throws -> Bool {
        let recording = take.recording
        try database.execute(
            sql: """
                INSERT INTO reference_takes (sign_id, signer, source, landmarks_hash, frame_count,
                    duration_seconds, dominant_hand, mirrored, created_at, landmarks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sign_id, landmarks_hash) DO NOTHING
                """,
            arguments: [
                id.storeText, recording.signer, recording.source, take.hash, recording.frameCount,
                recording.durationSeconds, recording.dominantHand?.rawValue, recording.mirrored, now.text,
                recording.landmarks,
            ])
        return database.changesCount > 0
    }

    static func holdsBytes(of take: SignDraft.Take, inSign id: UUID, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT landmarks = ? FROM reference_takes WHERE sign_id = ? AND landmarks_hash = ?",
            arguments: [take.recording.landmarks, id.storeText, take.hash]) == true
    }

    static func setCalibration(
        _ calibration: String?, signature: String, ofSign gloss: String, at now: Timestamp,
        _ database: Database
    ) throws -> Bool {
        try database.execute(
            sql: "UPDATE reference_signs SET calibration = ?, signature = ?, updated_at = ? WHERE gloss = ?",
            arguments: [calibration, signature, now.text, gloss])
        return database.changesCount > 0
    }

    static func keep(
        _ kept: KeptSign, ofSign gloss: String, signature: String, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO kept_signs (sign_id, signature, outline, features)
                SELECT id, ?, ?, ? FROM reference_signs WHERE gloss = ?
                """, arguments: [signature, kept.outline, kept.features, gloss])
    }

    /// The file does not shrink; its freed pages are used again.
    static func removeSign(_ gloss: String, _ database: Database) throws -> Bool {
        try database.execute(sql: "DELETE FROM reference_signs WHERE gloss = ?", arguments: [gloss])
        return database.changesCount > 0
    }
}
