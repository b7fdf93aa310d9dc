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
                return try SQLiteDatabase.glosses(database)
            }
            return (moment, glosses)
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
