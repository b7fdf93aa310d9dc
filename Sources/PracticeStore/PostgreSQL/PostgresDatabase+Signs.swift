import Foundation
import Landmarks

extension PostgresDatabase {
    /// ``PracticeDatabase/signs()``: reads every take's row, and no landmarks.
    public func signs() throws(StoreError) -> [SignSummary] {
        try read { connection in
            // By bytes, whatever the database's language: the order of the SQLite store.
            try connection.run(
                """
                SELECT s.id, s.gloss, s.language, s.calibration IS NOT NULL AS calibrated, s.created_at,
                    count(t.id) AS takes, count(DISTINCT t.signer) AS signers
                FROM reference_signs s
                LEFT JOIN reference_takes t ON t.sign_id = s.id
                GROUP BY s.id
                ORDER BY s.gloss COLLATE "C"
                """
            ).rows.map { row in
                SignSummary(
                    id: try row.uuid("id"), gloss: try row.text("gloss"),
                    language: try row.optionalText("language"), takes: try row.integer("takes"),
                    signers: try row.integer("signers"), hasCalibration: try row.bool("calibrated"),
                    createdAt: try row.date("created_at"))
            }
        }
    }

    /// ``PracticeDatabase/sign(gloss:)``: linear in the bytes of the sign's takes.
    public func sign(gloss: String) throws(StoreError) -> StoredSign {
        let gloss = try Gloss(gloss).text
        return try snapshot { connection in
            guard let sign = try PostgresDatabase.sign(gloss, connection) else {
                throw try PostgresDatabase.unknown(gloss, connection)
            }
            return sign
        }
    }

    /// ``PracticeDatabase/takes(gloss:contentHashes:)``: by the takes' index; reads the landmarks asked for and no others.
    public func takes(gloss: String, contentHashes: Set<String>) throws(StoreError) -> [StoredTake] {
        let gloss = try Gloss(gloss).text
        // No take has a hash of any other form; and these need no quotes in an array.
        let hashes = contentHashes.filter { hash in
            hash.utf8.count == 32
                && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        guard !hashes.isEmpty else { return [] }
        return try read { connection in
            try connection.run(
                """
                SELECT \(PostgresDatabase.takeColumns) FROM reference_takes
                WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = $1::text)
                    AND landmarks_hash = ANY ($2::text::text[])
                ORDER BY sequence
                """, [.text(gloss), .text("{\(hashes.joined(separator: ","))}")]
            ).rows.map(PostgresDatabase.take)
        }
    }

    /// ``PracticeDatabase/forEachSign(_:)``: on a connection beside the pool's, which keeps vacuum from what is removed
    /// meanwhile until it ends. A connection that is lost on the way ends the visit.
    public func forEachSign(_ body: (StoredSign) throws -> Void) throws {
        let connection = try pool.open()
        // `body` may take its time.
        let glosses = try spoken {
            try connection.execute("SET idle_in_transaction_session_timeout = 0")
            try connection.execute(PostgresDatabase.beginSnapshot)
            return try PostgresDatabase.glosses(connection)
        }
        for gloss in glosses {
            let sign = try spoken { try PostgresDatabase.sign(gloss, connection) }
            if let sign { try body(sign) }
        }
    }

    private func spoken<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do { return try body() } catch { throw StoreError(error, postgresPlace: place) }
    }

    /// The error for a gloss that is not there, with those that are most like it.
    static func unknown(_ gloss: String, _ connection: PostgresConnection) throws -> StoreError {
        let known = try glosses(connection)
        return .notFound(
            .sign(gloss: gloss, nearest: NearestGlosses.of(gloss, among: known), known: known.count))
    }

    private static func glosses(_ connection: PostgresConnection) throws -> [String] {
        try connection.run("SELECT gloss FROM reference_signs ORDER BY gloss COLLATE \"C\"").rows
            .map { try $0.text("gloss") }
    }

    private static func sign(_ gloss: String, _ connection: PostgresConnection) throws -> StoredSign? {
        let found = try connection.run(
            """
            SELECT id, language, calibration::text AS calibration, signature, created_at, updated_at
            FROM reference_signs WHERE gloss = $1::text
            """, [.text(gloss)])
        guard let row = found.first else { return nil }
        let id = try row.uuid("id")
        let takes = try connection.run(
            "SELECT \(takeColumns) FROM reference_takes WHERE sign_id = $1::uuid ORDER BY sequence",
            [.uuid(id)]
        ).rows.map(take)
        return StoredSign(
            id: id, gloss: gloss, language: try row.optionalText("language"),
            calibration: try row.optionalText("calibration"), signature: try row.text("signature"),
            createdAt: try row.date("created_at"), updatedAt: try row.date("updated_at"), takes: takes)
    }

    private static let takeColumns = """
        id, signer, source, frame_count::int8 AS frame_count, duration_seconds, dominant_hand, mirrored, created_at,
            landmarks
        """

    private static func take(_ row: PostgresRow) throws -> StoredTake {
        StoredTake(
            id: try row.uuid("id"),
            take: NewReferenceTake(
                signer: try row.text("signer"), source: try row.text("source"),
                landmarks: try row.bytes("landmarks"), frameCount: try row.integer("frame_count"),
                durationSeconds: try row.double("duration_seconds"),
                dominantHand: try row.optionalValue("dominant_hand"),
                mirrored: try row.optionalBool("mirrored")),
            createdAt: try row.date("created_at"))
    }
}
