import Foundation
import GRDB
import Landmarks

extension SQLiteDatabase {
    /// ``PracticeDatabase/signs()``: reads every take's row, and no landmarks.
    public func signs() throws(StoreError) -> [SignSummary] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT s.id, s.gloss, s.language, s.calibration IS NOT NULL AS calibrated, s.created_at,
                        count(t.id) AS takes, count(DISTINCT t.signer) AS signers
                    FROM reference_signs s
                    LEFT JOIN reference_takes t ON t.sign_id = s.id
                    GROUP BY s.id
                    ORDER BY s.gloss
                    """
            ).map { row in
                SignSummary(
                    id: try row.uuid("id"), gloss: try row.text("gloss"),
                    language: try row.optionalText("language"),
                    takes: try row.decode(Int.self, forColumn: "takes"),
                    signers: try row.decode(Int.self, forColumn: "signers"),
                    hasCalibration: try row.decode(Bool.self, forColumn: "calibrated"),
                    createdAt: try row.date("created_at"))
            }
        }
    }

    /// ``PracticeDatabase/sign(gloss:)``: linear in the bytes of the sign's takes.
    public func sign(gloss: String) throws(StoreError) -> StoredSign {
        let gloss = try Gloss(gloss).text
        return try read { database in
            guard let sign = try SQLiteDatabase.sign(gloss, database) else {
                throw try SQLiteDatabase.unknown(gloss, database)
            }
            return sign
        }
    }

    /// ``PracticeDatabase/takes(gloss:contentHashes:)``: by the takes' index; reads the landmarks asked for and no others.
    public func takes(gloss: String, contentHashes: Set<String>) throws(StoreError) -> [StoredTake] {
        let gloss = try Gloss(gloss).text
        return try read { database in
            // A cohort asks for the takes of sign after sign.
            let statement = try database.cachedStatement(
                sql: """
                    SELECT * FROM reference_takes
                    WHERE sign_id = (SELECT id FROM reference_signs WHERE gloss = ?) AND landmarks_hash = ?
                    """)
            var takes: [(sequence: Int, take: StoredTake)] = []
            for hash in contentHashes {
                // A row of a cursor lends its landmarks, where a fetched one holds a copy.
                let rows = try Row.fetchCursor(statement, arguments: [gloss, hash])
                while let row = try rows.next() {
                    takes.append(
                        (try row.decode(Int.self, forColumn: "sequence"), try SQLiteDatabase.take(row)))
                }
            }
            return takes.sorted { $0.sequence < $1.sequence }.map(\.take)
        }
    }

    /// ``PracticeDatabase/forEachSign(_:)``: on a connection of its own, which keeps the write-ahead log from
    /// being emptied until it ends.
    public func forEachSign(_ body: (StoredSign) throws -> Void) throws {
        // A connection of its own holds the moment, and is free while `body` runs: GRDB traps on a read within a
        // read.
        let (moment, glosses) = try momentOfGlosses()
        for gloss in glosses {
            let sign: StoredSign?
            do {
                sign = try moment.read { database in try SQLiteDatabase.sign(gloss, database) }
            } catch {
                throw StoreError(error, path: path)
            }
            if let sign { try body(sign) }
        }
    }

    /// A connection with a read transaction that stays open, and the glosses that it sees.
    private func momentOfGlosses() throws(StoreError) -> (DatabaseQueue, [String]) {
        var configuration = connections.configuration
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        do {
            let moment = try DatabaseQueue(path: path, configuration: configuration)
            let glosses = try moment.unsafeRead { database in
                try database.beginTransaction(.deferred)
                return try String.fetchAll(database, sql: "SELECT gloss FROM reference_signs ORDER BY gloss")
            }
            return (moment, glosses)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func sign(_ gloss: String, _ database: Database) throws -> StoredSign? {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM reference_signs WHERE gloss = ?", arguments: [gloss])
        else { return nil }
        let id = try row.uuid("id")
        var takes: [StoredTake] = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM reference_takes WHERE sign_id = ? ORDER BY sequence",
            arguments: [id.storeText])
        while let row = try rows.next() { takes.append(try take(row)) }
        return StoredSign(
            id: id, gloss: gloss, language: try row.optionalText("language"),
            calibration: try row.optionalText("calibration"), signature: try row.text("signature"),
            createdAt: try row.date("created_at"), updatedAt: try row.date("updated_at"), takes: takes)
    }

    private static func take(_ row: Row) throws -> StoredTake {
        StoredTake(
            id: try row.uuid("id"),
            take: NewReferenceTake(
                signer: try row.text("signer"), source: try row.text("source"),
                landmarks: try row.decode(Data.self, forColumn: "landmarks"),
                frameCount: try row.decode(Int.self, forColumn: "frame_count"),
                durationSeconds: try row.decode(Double.self, forColumn: "duration_seconds"),
                dominantHand: try row.optionalValue("dominant_hand"),
                mirrored: try row.decode(Bool?.self, forColumn: "mirrored")),
            createdAt: try row.date("created_at"))
    }
}
