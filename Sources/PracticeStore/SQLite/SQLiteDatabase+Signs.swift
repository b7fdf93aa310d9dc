import Foundation
import GRDB

extension SQLiteDatabase {
    static func glosses(_ database: Database) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT gloss FROM reference_signs ORDER BY gloss")
    }

    /// Reads every take's row, and no landmarks.
    static func signs(_ database: Database) throws -> [SignSummary] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT s.gloss, s.language, s.calibration IS NOT NULL AS calibrated,
                    count(t.id) AS takes, count(DISTINCT t.signer) AS signers
                FROM reference_signs s
                LEFT JOIN reference_takes t ON t.sign_id = s.id
                GROUP BY s.id
                ORDER BY s.gloss
                """
        ).map { try SignSummary($0) }
    }

    static func sign(_ gloss: String, _ database: Database) throws -> StoredSign? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM reference_signs WHERE gloss = ?", arguments: [gloss])
        guard let row else { return nil }
        var takes: [ReferenceTake] = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM reference_takes WHERE sign_id = ? ORDER BY sequence",
            arguments: [row.uuid("id").storeText])
        while let row = try rows.next() { takes.append(try ReferenceTake(row)) }
        return try StoredSign(row, gloss: gloss, takes: takes)
    }

    static func calibrations(
        ofSigns glosses: String, by signature: String, _ database: Database
    ) throws -> [(gloss: String, calibration: String)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT gloss, calibration FROM reference_signs
                WHERE gloss IN (SELECT value FROM json_each(?)) AND signature = ? AND calibration IS NOT NULL
                """, arguments: [glosses, signature]
        ).map { (try $0.text("gloss"), try $0.text("calibration")) }
    }

    /// By the takes' index; reads no other landmarks.
    static func takes(
        ofSign gloss: String, hashes: Set<String>, _ database: Database
    ) throws -> [ReferenceTake] {
        // A cohort asks for the takes of sign after sign.
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM reference_takes
                WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = ?) AND landmarks_hash = ?
                """)
        var takes: [(sequence: Int, take: ReferenceTake)] = []
        for hash in hashes {
            // A row of a cursor lends its landmarks, where a fetched one holds a copy.
            let rows = try Row.fetchCursor(statement, arguments: [gloss, hash])
            while let row = try rows.next() {
                takes.append((try row.integer("sequence"), try ReferenceTake(row)))
            }
        }
        return takes.sorted { $0.sequence < $1.sequence }.map(\.take)
    }

    /// Reads no outlines.
    static func editions(
        of glosses: String?, by signature: String, _ database: Database
    ) throws -> [SignEdition] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT s.gloss, k.sequence FROM reference_signs s
                LEFT JOIN kept_signs k ON k.sign_id = s.id AND k.signature = ?1
                \(glosses == nil ? "" : "WHERE s.gloss IN (SELECT value FROM json_each(?2))")
                ORDER BY s.gloss
                """, arguments: glosses.map { [signature, $0] } ?? [signature])
        return try rows.map { row in
            let gloss = try row.text("gloss")
            let number = try row.optionalInteger("sequence")
            return SignEdition(
                gloss: gloss, mark: try number.map { .kept($0) } ?? .unkept(edition(of: gloss, database)))
        }
    }

    /// The features, which come after the outline, are on pages that are not read.
    static func outlines(of editions: [SignEdition], _ database: Database) throws -> [Data?] {
        let statement = try database.cachedStatement(sql: "SELECT outline FROM kept_signs WHERE sequence = ?")
        return try editions.map { edition in
            guard case .kept(let number) = edition.mark else { return nil }
            return try Data.fetchOne(statement, arguments: [number])
        }
    }

    /// The edition of a sign of which nothing is kept.
    private static func edition(of gloss: String, _ database: Database) throws -> String {
        try String.fetchOne(
            database,
            sql: """
                SELECT s.id || ' ' || s.updated_at || ' ' || count(t.sequence) || ' ' || ifnull(max(t.sequence), 0)
                FROM reference_signs s LEFT JOIN reference_takes t ON t.sign_id = s.id
                WHERE s.gloss = ?
                """, arguments: [gloss]) ?? ""
    }

    static func kept(
        of glosses: Set<String>, by signature: String, _ database: Database
    ) throws -> [String: KeptSign] {
        // A ranking asks for sign after sign.
        let statement = try database.cachedStatement(
            sql: """
                SELECT outline, features FROM kept_signs
                WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = ?) AND signature = ?
                """)
        var kept: [String: KeptSign] = [:]
        for gloss in glosses {
            guard let row = try Row.fetchOne(statement, arguments: [gloss, signature]) else { continue }
            kept[gloss] = KeptSign(outline: try row.bytes("outline"), features: try row.bytes("features"))
        }
        return kept
    }

    /// A transaction that writes holds the whole store.
    static func hold(signs glosses: String, _ database: Database) {}

    func begin() throws(StoreError) -> SQLiteMoment { try SQLiteMoment(self) }
}
