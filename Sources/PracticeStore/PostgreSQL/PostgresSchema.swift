/// The server and the schema that a store requires.
enum PostgresSchema {
    /// The oldest version that the schema runs on.
    static let oldestServer = 150_000

    /// The newest migration in `supabase/migrations` that this program knows.
    static let newestMigration = "20261201001000"

    /// Looks into PostgreSQL's own catalogue, which every role may read.
    private static let sql = """
        WITH functions AS (
            SELECT n.nspname || '.' || p.proname AS name
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.proname IN ('spend', 'schema_version'))
        SELECT
            (SELECT coalesce(string_agg(name, ', ' ORDER BY name), '') FROM unnest(ARRAY['users', 'lessons',
                'lesson_signs', 'tests', 'practice_sessions', 'practice_scoring_queue', 'media_assets',
                'media_blobs', 'reference_signs', 'reference_takes', 'xp_events']) AS name
                WHERE to_regclass('public.' || name) IS NULL) AS missing,
            to_regclass('public.practice_sessions') IS NULL AS is_empty,
            EXISTS (SELECT FROM functions WHERE name = 'signify.spend') AS is_current,
            EXISTS (SELECT FROM functions WHERE name = 'signify.schema_version') AS has_version,
            EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = to_regclass('public.practice_sessions')
                AND row_security_active(oid)
                AND coalesce(current_setting('request.jwt.claims', true), '') = ''
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles r
                    WHERE r.rolname IN ('service_role', 'signify_worker')
                        AND pg_has_role(current_user, r.oid, 'USAGE'))) AS is_blind
        """

    /// Throws unless the server is new enough, has every table, and shows their rows to the connection's role, or those of
    /// a learner whose claims the connection has.
    static func verify(_ connection: PostgresConnection, place: String) throws(StoreError) {
        // By libpq first: an old server would not understand the question.
        try verify(version: connection.serverVersion, place: place)
        do {
            guard let row = try connection.run(sql).first else { throw PostgresRow.damaged("missing") }
            let missing = try row.text("missing")
            guard try missing.isEmpty && row.bool("is_current") else {
                throw try row.bool("is_empty")
                    ? self.missing(place)
                    : other(place, missing, version: row.bool("has_version") ? version(connection) : nil)
            }
            guard try !row.bool("is_blind") else {
                throw StoreError.denied(
                    place: place,
                    detail: "row-level security hides every attempt from this role; "
                        + "grant service_role to it, or signify_worker for a worker")
            }
        } catch {
            throw StoreError(error, postgresPlace: place)
        }
    }

    /// The newest migration that was applied; `nil` without a ledger, or without the right to ask.
    private static func version(_ connection: PostgresConnection) -> String? {
        try? connection.run("SELECT signify.schema_version() AS version").first?.optionalText("version")
    }

    /// The error for a schema that lacks something, by its version.
    private static func other(_ place: String, _ missing: String, version: String?) -> StoreError {
        if let version, version > newestMigration { return .newerSchema(path: place, migrations: [version]) }
        return .cannotOpen(
            path: place,
            reason: "its schema is of an earlier version of this program"
                + (missing.isEmpty ? "" : " (it has no table \(missing))"),
            remedy: "run scripts/database/apply on it")
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
