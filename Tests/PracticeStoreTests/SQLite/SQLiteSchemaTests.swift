import Foundation
import GRDB
import Testing

@testable import PracticeStore

/// The schema by itself: what raw SQL may and may not write.
@Suite struct SQLiteSchemaTests {
    private let folder: TemporaryFolder
    private let store: SQLiteDatabase
    private static let local = "00000000-0000-4000-8000-000000000001"
    private static let time = "2026-11-24T07:30:00.000Z"
    private static let document = #"{"version": 1, "summary": "Good.", "score": 83.4, "mode": "word"}"#

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteDatabase.open(path: folder.file("practice.sqlite"))
    }

    @Test func everyConstraintHasItsWords() throws {
        let schema = try #require(
            try store.scalar(
                String.self, "SELECT group_concat(sql, ' ') FROM sqlite_master WHERE sql IS NOT NULL"))
        let named = Set(schema.matches(of: /CONSTRAINT (\w+)/).map { String($0.1) })
        #expect(named == Set(SchemaRule.all.map(\.name)))
        #expect(SchemaRule.all.count == named.count)
        // None goes by without a name.
        #expect(schema.matches(of: /CHECK \(/).count == schema.matches(of: /CONSTRAINT \w+ CHECK \(/).count)
    }

    @Test func everyTableIsStrict() throws {
        let loose = try store.connections.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%' AND name <> 'grdb_migrations'
                    """)
        }
        #expect(loose == [])
    }

    @Test func everyForeignKeyHasAnIndex() throws {
        try store.connections.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            #expect(tables.count == 11)
            for table in tables {
                let keys = try String.fetchAll(
                    database, sql: "SELECT \"from\" FROM pragma_foreign_key_list(?)", arguments: [table])
                let leading = try String.fetchAll(
                    database,
                    sql: """
                        SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE c.seqno = 0
                        """, arguments: [table])
                #expect(Set(keys).isSubset(of: Set(leading)), "\(table)")
            }
        }
    }

    @Test func theBlueprintsIndexesAreThere() throws {
        let names = try store.connections.read { database in
            try Set(String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'index'"))
        }
        #expect(
            names.isSuperset(of: [
                "idx_lessons_type_active", "idx_lessons_author", "idx_practice_user_completed",
                "idx_practice_mode", "idx_media_owner",
            ]))
    }

    @Test func rowsInsertedByHandGetTheirDefaults() throws {
        try store.execute(
            """
            INSERT INTO users (nickname) VALUES ('by hand');
            INSERT INTO lessons (lesson_code, title, lesson_type) VALUES ('a', 'A', 'word');
            INSERT INTO media_assets (bucket, path) VALUES ('practice', 'a.webm');
            INSERT INTO reference_signs (gloss, signature) VALUES ('HELLO', 'x');
            INSERT INTO practice_sessions (user_id, mode) VALUES ('\(Self.local)', 'word');
            INSERT INTO reference_takes (sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
            SELECT id, 'a', 'b', '0123456789abcdef0123456789abcdef', 1, 0, x'00' FROM reference_signs;
            """)
        for (table, time) in [
            ("users", "created_at"), ("lessons", "updated_at"), ("media_assets", "created_at"),
            ("reference_signs", "updated_at"), ("practice_sessions", "started_at"),
            ("reference_takes", "created_at"),
        ] {
            let row = try #require(
                try store.connections.read {
                    try Row.fetchOne($0, sql: "SELECT id, \(time) AS time FROM \(table) ORDER BY rowid DESC")
                })
            let id = try row.text("id")
            #expect(
                id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                    != nil)
            let age = Date().timeIntervalSince(try row.date("time"))
            #expect((-5...600).contains(age))
        }
        #expect(try store.scalar(Int.self, "SELECT is_active FROM lessons") == 1)
        #expect(try store.scalar(Int.self, "SELECT xp FROM users WHERE nickname = 'by hand'") == 0)
    }

    @Test func levelsFollowPointsAndEnd() throws {
        for (xp, level) in [
            (0, 0), (999, 0), (1000, 1), (32_767_000, 32_767), (32_768_000, 32_767), (Int.max, 32_767),
        ] {
            try store.execute("UPDATE users SET xp = \(xp)")
            #expect(try store.scalar(Int.self, "SELECT level FROM users") == level)
        }
    }

    @Test func scoresAreGenerated() throws {
        try store.execute(
            """
            INSERT INTO practice_sessions (user_id, mode, score_hundredths, feedback, completed_at)
            VALUES ('\(Self.local)', 'word', 8340, '\(Self.document)', '\(Self.time)')
            """)
        #expect(try store.scalar(Double.self, "SELECT score FROM practice_sessions") == 83.4)
        #expect(throws: StoreError.self) { try store.execute("UPDATE practice_sessions SET score = 99") }
    }

    @Test func changesMoveUpdatedAt() throws {
        for (table, insert, change) in [
            ("users", "UPDATE users SET nickname = 'local'", "nickname = 'other'"),
            (
                "lessons", "INSERT INTO lessons (lesson_code, title, lesson_type) VALUES ('a', 'A', 'word')",
                "title = 'B'"
            ),
            (
                "reference_signs", "INSERT INTO reference_signs (gloss, signature) VALUES ('A', 'x')",
                "signature = 'y'"
            ),
        ] {
            try store.execute(insert)
            let old = "2020-01-01T00:00:00.000Z"
            try store.execute("UPDATE \(table) SET updated_at = '\(old)'")
            #expect(try store.scalar(String.self, "SELECT updated_at FROM \(table)") == old)
            try store.execute("UPDATE \(table) SET \(change)")
            let moved = try #require(try store.scalar(String.self, "SELECT updated_at FROM \(table)"))
            #expect(moved > "2026")
            // A time that the change itself gives is kept.
            try store.execute("UPDATE \(table) SET \(change), updated_at = '\(old)'")
            #expect(try store.scalar(String.self, "SELECT updated_at FROM \(table)") == old)
            // A clock that was ahead is not turned back.
            let ahead = "2999-01-01T00:00:00.000Z"
            try store.execute("UPDATE \(table) SET updated_at = '\(ahead)'")
            try store.execute("UPDATE \(table) SET \(change)")
            #expect(try store.scalar(String.self, "SELECT updated_at FROM \(table)") == ahead)
        }
    }

    @Test(arguments: [
        "''", "'X'", "'00000000-0000-4000-8000-00000000000'", "'00000000-0000-4000-8000-00000000000A'",
        "'00000000-0000-4000-8000-0000000000011'", "'000000000000-4000-8000-000000000001'", "'{00000000}'",
    ])
    func identifiersHaveTheirForm(id: String) throws {
        for (table, columns, values) in [
            ("users", "nickname", "'xx'"), ("media_assets", "bucket, path", "'b', 'p'"),
            ("lessons", "lesson_code, title, lesson_type", "'a', 'A', 'word'"),
            ("practice_sessions", "user_id, mode", "'\(Self.local)', 'word'"),
            ("reference_signs", "gloss, signature", "'A', 'x'"),
        ] {
            let error = #expect(throws: StoreError.self) {
                try store.execute("INSERT INTO \(table) (id, \(columns)) VALUES (\(id), \(values))")
            }
            guard case .refused(table, "id", _) = error else {
                Issue.record("\(table): \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [
        "'2026-11-24'", "'2026-11-24T07:30:00Z'", "'2026-11-24 07:30:00.000Z'", "'2026-11-24T07:30:00.000'",
        "'2026-11-24T07:30:00.000+01:00'", "'2026-02-29T07:30:00.000Z'", "'2026-13-01T07:30:00.000Z'",
        "'2026-00-01T07:30:00.000Z'", "'2026-11-31T07:30:00.000Z'", "'2026-11-24T24:00:00.000Z'",
        "'2026-11-24T07:60:00.000Z'", "'2026-11-24T07:30:60.000Z'", "'now'", "''",
        "'2026-11-24T07:30:00.000z'",
    ])
    func timesHaveTheirForm(time: String) throws {
        #expect(
            throws: StoreError.refused(
                table: "practice_sessions", column: "started_at",
                reason: "a time is in UTC, as 2026-11-24T07:30:00.000Z")
        ) {
            try store.execute(
                "INSERT INTO practice_sessions (user_id, mode, started_at) VALUES ('\(Self.local)', 'word', \(time))"
            )
        }
    }

    @Test func timesThatExistAreTaken() throws {
        for time in [
            "0000-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z",
            "2016-12-31T23:59:59.000Z",
        ] {
            try store.execute(
                "INSERT INTO practice_sessions (user_id, mode, started_at) VALUES ('\(Self.local)', 'word', '\(time)')"
            )
            #expect(Timestamp(text: time)?.text == time)
        }
    }

    @Test func sessionsKeepTheContract() throws {
        let good = [
            "user_id": "'\(Self.local)'", "mode": "'word'", "score_hundredths": "8340",
            "feedback": "'\(Self.document)'", "completed_at": "'\(Self.time)'",
        ]
        func insert(_ changes: [String: String]) throws(StoreError) {
            let row = good.merging(changes) { $1 }.sorted { $0.key < $1.key }
            let columns = row.map(\.key).joined(separator: ", ")
            let values = row.map(\.value).joined(separator: ", ")
            try store.execute("INSERT INTO practice_sessions (\(columns)) VALUES (\(values))")
        }
        try insert([:])
        try insert(["raw_metrics": "'{}'"])
        try insert(["score_hundredths": "NULL", "feedback": "NULL", "completed_at": "NULL"])
        func document(_ text: String) -> [String: String] { ["feedback": "'\(text)'"] }
        let breaches: [(column: String, changes: [String: String])] = [
            ("mode", ["mode": "'dance'"]), ("mode", ["mode": "NULL"]), ("user_id", ["user_id": "NULL"]),
            ("score", ["score_hundredths": "10001", "feedback": "'\(Self.document)'"]),
            ("score", ["score_hundredths": "-1"]), ("score_hundredths", ["score_hundredths": "83.4"]),
            ("score_hundredths", ["score_hundredths": "'high'"]),
            ("scored", ["score_hundredths": "NULL"]), ("scored", ["feedback": "NULL"]),
            ("scored", ["completed_at": "NULL"]),
            ("scored", ["score_hundredths": "NULL", "feedback": "NULL"]),
            ("raw_metrics", ["raw_metrics": "'{'"]), ("raw_metrics", ["raw_metrics": "'\"text\"'"]),
            ("raw_metrics", ["raw_metrics": "'[' || hex(zeroblob(32768)) || ']'"]),
            ("feedback", document("[]")), ("feedback", document("{")), ("feedback", document("7")),
            ("feedback", document(#"{"version": 1, "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": 7, "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": null, "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"summary": "x", "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"version": "1", "summary": "x", "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"version": 0, "summary": "x", "score": 83.4, "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": "x", "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": "x", "score": "83.4", "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": "x", "score": 83.3, "mode": "word"}"#)),
            ("feedback", document(#"{"version": 1, "summary": "x", "score": 83.4}"#)),
            ("feedback", document(#"{"version": 1, "summary": "x", "score": 83.4, "mode": "sentence"}"#)),
            ("completed_at", ["completed_at": "'soon'"]), ("id", ["id": "'1'"]),
            ("reference", ["lesson_id": "'\(Self.local)'"]), ("reference", ["media_id": "'\(Self.local)'"]),
        ]
        for (column, changes) in breaches {
            let error = #expect(throws: StoreError.self) { try insert(changes) }
            guard case .refused(_, column, _) = error else {
                Issue.record("\(changes): \(String(describing: error))")
                continue
            }
        }
        #expect(try store.scalar(Int.self, "SELECT count(*) FROM practice_sessions") == 3)
    }

    @Test func theOtherTablesKeepTheirs() throws {
        try store.execute("INSERT INTO reference_signs (gloss, signature) VALUES ('HELLO', 'x')")
        for (table, column, change) in [
            ("users", "nickname", "(nickname) VALUES ('x')"),
            ("users", "xp", "(nickname, xp) VALUES ('xx', -1)"),
            ("lessons", "lesson_type", "(lesson_code, title, lesson_type) VALUES ('a', 'A', 'song')"),
            ("lessons", "title", "(lesson_code, lesson_type) VALUES ('a', 'word')"),
            (
                "lessons", "is_active",
                "(lesson_code, title, lesson_type, is_active) VALUES ('a', 'A', 'word', 2)"
            ),
            (
                "lessons", "difficulty_level",
                "(lesson_code, title, lesson_type, difficulty_level) VALUES ('a', 'A', 'word', 'hard')"
            ),
            ("media_assets", "bucket", "(bucket, path) VALUES ('', 'p')"),
            ("media_assets", "path", "(bucket) VALUES ('b')"),
            ("media_assets", "metadata", "(bucket, path, metadata) VALUES ('b', 'p', '{')"),
            ("media_assets", "duration_seconds", "(bucket, path, duration_seconds) VALUES ('b', 'p', 9e999)"),
            ("reference_signs", "gloss", "(gloss, signature) VALUES ('hello', 'x')"),
            ("reference_signs", "gloss", "(gloss, signature) VALUES (' HELLO', 'x')"),
            ("reference_signs", "gloss", "(gloss, signature) VALUES ('HELLO', 'x')"),
            ("reference_signs", "signature", "(gloss, signature) VALUES ('A', '')"),
            ("reference_signs", "language", "(gloss, signature, language) VALUES ('A', 'x', 'a b')"),
            ("reference_signs", "calibration", "(gloss, signature, calibration) VALUES ('A', 'x', 'y')"),
        ] {
            let error = #expect(throws: StoreError.self) {
                try store.execute("INSERT INTO \(table) \(change)")
            }
            guard case .refused(table, column, _) = error else {
                Issue.record("\(change): \(String(describing: error))")
                continue
            }
        }
    }

    @Test func signsTakeTheirTakesAlongAndUsersTheirSessions() throws {
        try store.enrol("HELLO", [Samples.take(1)])
        let learner = Learner(nickname: "gone soon")
        try store.addLearner(learner, at: Samples.noon)
        try store.beginSession(Samples.session(user: learner.id), at: Samples.noon)
        try store.execute("DELETE FROM reference_signs; DELETE FROM users WHERE nickname = 'gone soon'")
        #expect(try store.scalar(Int.self, "SELECT count(*) FROM reference_takes") == 0)
        #expect(try store.scalar(Int.self, "SELECT count(*) FROM practice_sessions") == 0)
    }

    @Test func migratingAgainChangesNothing() throws {
        let dump = "SELECT group_concat(name || sql) FROM (SELECT * FROM sqlite_master ORDER BY name)"
        let before = try store.scalar(String.self, dump)
        let version = try store.scalar(Int.self, "PRAGMA schema_version")
        try SQLiteSchema.migrate(store.connections)
        try SQLiteSchema.migrate(store.connections)
        #expect(try store.scalar(String.self, dump) == before)
        #expect(try store.scalar(Int.self, "PRAGMA schema_version") == version)
    }

    @Test func theFeedsReadTheirIndexAndNoTable() throws {
        for number in 0..<200 {
            try store.record(
                Samples.session(), feedback: Samples.feedback(),
                at: Samples.noon.addingTimeInterval(Double(number)))
        }
        // With statistics and without.
        for _ in 0..<2 {
            let history = try plan(SQLiteDatabase.historySQL)
            #expect(
                history.contains(
                    "SEARCH ps USING INDEX idx_practice_user_completed (user_id=? AND (completed_at,id)<(?,?))"
                ),
                "\(history)")
            let progress = try plan(SQLiteDatabase.progressSQL)
            #expect(
                progress.contains {
                    $0.hasPrefix(
                        "SEARCH ps USING COVERING INDEX idx_practice_user_completed (user_id=? AND completed_at<?)"
                    )
                }, "\(progress)")
            for step in history + progress {
                #expect(!step.contains("SCAN"))
                #expect(!step.contains("ORDER BY"))
            }
            try store.execute("ANALYZE")
        }
    }

    private func plan(_ sql: String) throws -> [String] {
        try store.connections.read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            return try Row.fetchAll(
                statement,
                arguments: StatementArguments(
                    ["user": "u", "completed": "a", "id": "", "limit": 20, "now": "n", "week": "w"]
                        .filter { sql.contains(":" + $0.key) } as [String: (any DatabaseValueConvertible)?])
            ).map { try $0.text("detail") }
        }
    }
}
