/// The second version of the schema: a row for each session that earned points, and the limits.
///
/// The points of the first version's sessions have no rows: a recording of that time earns once more.
enum SQLiteSchemaV2 {
    static let sql = """
        CREATE TABLE limits (
            only_row INTEGER NOT NULL PRIMARY KEY DEFAULT 1
                CONSTRAINT limits_only_row_check CHECK (only_row = 1),
            points_per_day INTEGER NOT NULL DEFAULT 500
                CONSTRAINT limits_points_per_day_check CHECK (points_per_day > 0)
        ) STRICT;
        INSERT INTO limits DEFAULT VALUES;

        -- recording is the hash of the landmarks, null for a session that kept none: of nulls, a unique key takes many.
        CREATE TABLE xp_events (
            session_id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            recording TEXT CONSTRAINT xp_events_recording_check CHECK (
                length(recording) = 32 AND recording NOT GLOB '*[^0-9a-f]*'),
            earned_on TEXT NOT NULL CONSTRAINT xp_events_earned_on_check CHECK (date(earned_on) IS earned_on),
            delta INTEGER NOT NULL CONSTRAINT xp_events_delta_check CHECK (delta > 0),
            UNIQUE (user_id, recording)
        ) STRICT;
        CREATE INDEX idx_xp_events_user_earned ON xp_events (user_id, earned_on, delta);

        """
}
