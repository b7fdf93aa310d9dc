/// The fourth version of the schema: the request that brought an attempt.
enum SQLiteSchemaV4 {
    static let sql = """
        ALTER TABLE practice_sessions ADD COLUMN request_id TEXT CONSTRAINT practice_sessions_request_id_check CHECK (
            length(request_id) BETWEEN 1 AND 128 AND request_id NOT GLOB '*[^A-Za-z0-9._-]*');

        """
}
