/// The first version of the schema: the blueprint's contract in SQLite's terms.
///
/// - UUID: lower-case text, made by SQL where a row is inserted by hand.
/// - TIMESTAMPTZ: ISO 8601 text in UTC with milliseconds, whose order is the instants' order.
/// - BOOLEAN: 0 or 1. JSONB: text that is valid JSON.
/// - NUMERIC(5,2): STRICT tables have none, so `score_hundredths` keeps the exact integer and `score` is
///   generated from it.
///
/// Stricter than the blueprint where a null would be a row that no query shows: user, mode and the start of a
/// session are never null. `json_type(…) = 'text'` is null for a missing key, and a check lets null pass: hence
/// `IS`.
enum SQLiteSchemaV1 {
    static let sql = people + lessons + sessions + references

    private static let people = """
        CREATE TABLE users (
            id TEXT NOT NULL PRIMARY KEY DEFAULT \(newUUID) \(check("users", "id", uuid("id"))),
            nickname TEXT NOT NULL \(check("users", "nickname", "length(nickname) BETWEEN 2 AND 50")),
            xp INTEGER NOT NULL DEFAULT 0 \(check("users", "xp", "xp >= 0")),
            level INTEGER NOT NULL GENERATED ALWAYS AS (min(xp / 1000, 32767)) STORED,
            created_at \(instant("users", "created_at")) DEFAULT \(now),
            updated_at \(instant("users", "updated_at")) DEFAULT \(now)
        ) STRICT;
        \(touch("users", "id, nickname, xp, created_at"))
        INSERT INTO users (id, nickname) VALUES ('00000000-0000-4000-8000-000000000001', 'local');

        CREATE TABLE media_assets (
            id TEXT NOT NULL PRIMARY KEY DEFAULT \(newUUID) \(check("media_assets", "id", uuid("id"))),
            owner_id TEXT REFERENCES users (id),
            bucket TEXT NOT NULL \(check("media_assets", "bucket", "bucket <> ''")),
            path TEXT NOT NULL \(check("media_assets", "path", "path <> ''")),
            media_type TEXT,
            duration_seconds REAL \(check("media_assets", "duration_seconds", duration)),
            metadata TEXT \(check("media_assets", "metadata", "metadata IS NULL OR json_valid(metadata)")),
            created_at \(instant("media_assets", "created_at")) DEFAULT \(now),
            UNIQUE (bucket, path)
        ) STRICT;
        CREATE INDEX idx_media_owner ON media_assets (owner_id);

        -- The objects of the bucket 'local', beside the table that lists them so that lists stay small.
        CREATE TABLE media_blobs (
            media_id TEXT NOT NULL PRIMARY KEY REFERENCES media_assets (id) ON DELETE CASCADE,
            bytes BLOB NOT NULL \(check("media_blobs", "bytes", "length(bytes) > 0"))
        ) STRICT;

        """

    private static let lessons = """
        CREATE TABLE lessons (
            id TEXT NOT NULL PRIMARY KEY DEFAULT \(newUUID) \(check("lessons", "id", uuid("id"))),
            author_id TEXT REFERENCES users (id),
            lesson_code TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            description TEXT,
            lesson_type TEXT NOT NULL \(check("lessons", "lesson_type", mode("lesson_type"))),
            difficulty_level TEXT \(check(
                "lessons", "difficulty_level", "difficulty_level IN ('intro', 'intermediate', 'advanced')")),
            cover_media_id TEXT REFERENCES media_assets (id),
            is_active INTEGER NOT NULL DEFAULT 1 \(check("lessons", "is_active", "is_active IN (0, 1)")),
            published_at TEXT \(check("lessons", "published_at", timestamp("published_at"))),
            created_at \(instant("lessons", "created_at")) DEFAULT \(now),
            updated_at \(instant("lessons", "updated_at")) DEFAULT \(now)
        ) STRICT;
        CREATE INDEX idx_lessons_type_active ON lessons (lesson_type, is_active);
        CREATE INDEX idx_lessons_author ON lessons (author_id);
        CREATE INDEX idx_lessons_cover_media ON lessons (cover_media_id);
        \(touch(
            "lessons",
            "id, author_id, lesson_code, title, description, lesson_type, difficulty_level, "
                + "cover_media_id, is_active, published_at, created_at"))

        """

    // The index of the blueprint on user and completion, made to cover the progress query and to order the
    // attempts of one instant: at 10 million rows it was 2.4 times as fast as the two columns alone, and 14
    // times for the slowest hundredth (PostgreSQL 15).
    private static let sessions = """
        CREATE TABLE practice_sessions (
            id TEXT NOT NULL PRIMARY KEY DEFAULT \(newUUID) \(check("practice_sessions", "id", uuid("id"))),
            user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            lesson_id TEXT REFERENCES lessons (id),
            mode TEXT NOT NULL \(check("practice_sessions", "mode", mode("mode"))),
            score_hundredths INTEGER
                \(check("practice_sessions", "score", "score_hundredths BETWEEN 0 AND 10000")),
            score REAL GENERATED ALWAYS AS (score_hundredths / 100.0) VIRTUAL,
            raw_metrics TEXT \(check(
                "practice_sessions", "raw_metrics",
                """
                raw_metrics IS NULL OR (length(CAST(raw_metrics AS BLOB)) <= 65536 AND json_valid(raw_metrics)
                        AND json_type(raw_metrics) IN ('object', 'array'))
                """)),
            media_id TEXT REFERENCES media_assets (id),
            feedback TEXT,
            started_at \(instant("practice_sessions", "started_at")) DEFAULT \(now),
            completed_at TEXT \(check("practice_sessions", "completed_at", timestamp("completed_at"))),
            \(check(
                "practice_sessions", "feedback",
                """
                feedback IS NULL OR (json_valid(feedback)
                        AND json_type(feedback) IS 'object'
                        AND json_type(feedback, '$.version') IS 'integer'
                        AND json_extract(feedback, '$.version') >= 1
                        AND json_type(feedback, '$.summary') IS 'text'
                        AND json_extract(feedback, '$.mode') IS mode
                        AND coalesce(json_type(feedback, '$.score') IN ('integer', 'real'), 0)
                        AND round(json_extract(feedback, '$.score') * 100) IS coalesce(score_hundredths,
                            round(json_extract(feedback, '$.score') * 100)))
                """)),
            \(check(
                "practice_sessions", "scored",
                """
                (score_hundredths IS NULL) = (feedback IS NULL)
                        AND (score_hundredths IS NULL) = (completed_at IS NULL)
                """))
        ) STRICT;
        CREATE INDEX idx_practice_user_completed
            ON practice_sessions (user_id, completed_at DESC, id DESC, score_hundredths, lesson_id);
        CREATE INDEX idx_practice_mode ON practice_sessions (mode);
        CREATE INDEX idx_practice_lesson ON practice_sessions (lesson_id);
        CREATE INDEX idx_practice_media ON practice_sessions (media_id);

        """

    private static let references = """
        CREATE TABLE reference_signs (
            id TEXT NOT NULL PRIMARY KEY DEFAULT \(newUUID) \(check("reference_signs", "id", uuid("id"))),
            gloss TEXT NOT NULL UNIQUE \(check(
                "reference_signs", "gloss",
                "gloss = upper(trim(gloss)) AND length(gloss) BETWEEN 1 AND 200")),
            language TEXT \(check(
                "reference_signs", "language",
                "length(language) BETWEEN 2 AND 35 AND language NOT GLOB '*[^0-9A-Za-z-]*'")),
            calibration TEXT \(check("reference_signs", "calibration", "calibration IS NULL OR json_valid(calibration)")),
            signature TEXT NOT NULL \(check("reference_signs", "signature", "signature <> ''")),
            created_at \(instant("reference_signs", "created_at")) DEFAULT \(now),
            updated_at \(instant("reference_signs", "updated_at")) DEFAULT \(now)
        ) STRICT;
        \(touch("reference_signs", "id, gloss, language, calibration, signature, created_at"))

        -- sequence is the order of enrolment, and a row's own number so that VACUUM keeps it; landmarks come
        -- last so that a list of takes reads none of them.
        CREATE TABLE reference_takes (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE DEFAULT \(newUUID) \(check("reference_takes", "id", uuid("id"))),
            sign_id TEXT NOT NULL REFERENCES reference_signs (id) ON DELETE CASCADE,
            signer TEXT NOT NULL
                \(check("reference_takes", "signer", "length(signer) BETWEEN 1 AND 200")),
            source TEXT NOT NULL \(check(
                "reference_takes", "source", "length(source) BETWEEN 1 AND 200 AND instr(source, '/') = 0")),
            landmarks_hash TEXT NOT NULL \(check(
                "reference_takes", "landmarks_hash",
                "length(landmarks_hash) = 32 AND landmarks_hash NOT GLOB '*[^0-9a-f]*'")),
            frame_count INTEGER NOT NULL \(check("reference_takes", "frame_count", "frame_count >= 1")),
            duration_seconds REAL NOT NULL \(check("reference_takes", "duration_seconds", duration)),
            dominant_hand TEXT
                \(check("reference_takes", "dominant_hand", "dominant_hand IN ('left', 'right')")),
            mirrored INTEGER \(check("reference_takes", "mirrored", "mirrored IN (0, 1)")),
            created_at \(instant("reference_takes", "created_at")) DEFAULT \(now),
            landmarks BLOB NOT NULL \(check("reference_takes", "landmarks", "length(landmarks) > 0")),
            UNIQUE (sign_id, landmarks_hash)
        ) STRICT;

        """

    private static let now = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

    /// Version 4, variant 1, as gen_random_uuid() makes them.
    private static let newUUID = """
        (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
                || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-'
                || hex(randomblob(6))))
        """

    private static let duration = "duration_seconds >= 0 AND duration_seconds < 9e999"

    private static func check(_ table: String, _ column: String, _ condition: String) -> String {
        "CONSTRAINT \(table)_\(column)_check CHECK (\(condition))"
    }

    private static func uuid(_ column: String) -> String {
        let pattern = [8, 4, 4, 4, 12].map { String(repeating: "[0-9a-f]", count: $0) }.joined(separator: "-")
        return "\(column) GLOB '\(pattern)'"
    }

    private static func mode(_ column: String) -> String { "\(column) IN ('word', 'sentence', 'freestyle')" }

    private static func instant(_ table: String, _ column: String) -> String {
        "TEXT NOT NULL " + check(table, column, timestamp(column))
    }

    /// The form first; then that the day exists, since SQLite takes 30 February and means 2 March; then the hour.
    private static func timestamp(_ column: String) -> String {
        let digit = "[0-9]"
        let date = "\(digit)\(digit)\(digit)\(digit)-\(digit)\(digit)-\(digit)\(digit)"
        let time = "\(digit)\(digit):[0-5]\(digit):[0-5]\(digit).\(digit)\(digit)\(digit)"
        return """
            \(column) GLOB '\(date)T\(time)Z' AND substr(\(column), 12, 2) <= '23'
                    AND date(substr(\(column), 1, 10), '+0 days') IS substr(\(column), 1, 10)
            """
    }

    /// Moves `updated_at` on for a change that leaves it. The last condition ends the trigger's own update,
    /// which 'now', constant within a statement, satisfies once.
    private static func touch(_ table: String, _ columns: String) -> String {
        """
        CREATE TRIGGER \(table)_touch AFTER UPDATE OF \(columns) ON \(table) FOR EACH ROW
        WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
        BEGIN
            UPDATE \(table) SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = NEW.id;
        END;
        """
    }
}
