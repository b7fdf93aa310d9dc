/// The server and the schema that a store requires.
enum PostgresSchema {
    /// The oldest version that the schema runs on.
    static let oldestServer = 150_000

    /// Looks into PostgreSQL's own catalogue, which every role may read.
    private static let sql = """
        SELECT
            (SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relname IN ('users', 'lessons', 'lesson_signs', 'tests',
                    'practice_sessions', 'practice_scoring_queue', 'media_assets', 'media_blobs',
                    'reference_signs', 'reference_takes', 'xp_events')) AS tables,
            EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname = 'signify' AND p.proname = 'unscored_feedback_fault') AS is_current
        """

    /// Throws unless the server is new enough and has every table.
    static func verify(_ connection: PostgresConnection, place: String) throws(StoreError) {
        // By libpq first: an old server would not understand the question.
        try verify(version: connection.serverVersion, place: place)
        let row: PostgresRow?
        do {
            row = try connection.run(sql).first
        } catch {
            throw StoreError(error, place: place)
        }
        guard let row, try row.integer("tables") == 11 else { throw missing(place) }
        guard try row.bool("is_current") else {
            throw .cannotOpen(
                path: place, reason: "its schema is of an earlier version of this program",
                remedy: "run scripts/database/apply on it")
        }
    }

    /// Throws for a server that is too old, as libpq's number says: 150020 is 15.20.
    static func verify(version: Int, place: String) throws(StoreError) {
        guard version >= oldestServer else {
            let name =
                version >= 100_000
                ? "\(version / 10_000).\(version % 10_000)" : "\(version / 10_000).\(version / 100 % 100)"
            throw .cannotOpen(
                path: place, reason: "its server is PostgreSQL \(name)", remedy: "use PostgreSQL 15 or later")
        }
    }

    /// The error for a database without the practice tables, or without rights to its schema.
    static func missing(_ place: String) -> StoreError {
        .cannotOpen(
            path: place, reason: "it has no practice tables", remedy: "run scripts/database/apply on it")
    }
}
