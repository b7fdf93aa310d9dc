/// A check of the schema, and the reason that the error of its breach gives.
///
/// Every engine gives its constraints PostgreSQL's own names, `<table>_<column>_check`, so that one list words the
/// errors of all.
struct SchemaRule: Sendable, Hashable {
    let table: String
    let column: String
    let reason: String

    var name: String { "\(table)_\(column)_check" }

    var error: StoreError { .refused(table: table, column: column, reason: reason) }

    static func named(_ name: String) -> SchemaRule? { byName[name] }

    static let score = SchemaRule(
        table: "practice_sessions", column: "score", reason: "a score is from 0 to 100 with two decimals")

    static let rawMetrics = SchemaRule(
        table: "practice_sessions", column: "raw_metrics",
        reason: "raw metrics are a JSON object or array of at most 65,536 bytes")

    static let requestID = SchemaRule(
        table: "practice_sessions", column: "request_id",
        reason: "the name of a request has from 1 to 128 letters, digits, '.', '_' and '-'")

    static let all: [SchemaRule] =
        [score, rawMetrics, requestID]
        + rules(
            of: "users",
            [
                ("id", uuid), ("nickname", "a nickname has from 2 to 50 characters"),
                ("xp", "experience points are not negative"),
                ("created_at", instant), ("updated_at", instant),
            ])
        + rules(
            of: "media_assets",
            [
                ("id", uuid), ("bucket", "a bucket has a name"), ("path", "an object has a path"),
                ("duration_seconds", "a duration is finite and not negative"),
                ("metadata", "metadata is JSON"), ("created_at", instant),
            ])
        + rules(of: "media_blobs", [("bytes", "a recording has at least one byte")])
        + rules(
            of: "lessons",
            [
                ("id", uuid), ("lesson_type", mode),
                ("difficulty_level", "a difficulty is intro, intermediate or advanced"),
                ("is_active", "a truth value is 0 or 1"),
                ("published_at", instant), ("created_at", instant), ("updated_at", instant),
            ])
        + rules(
            of: "practice_sessions",
            [
                ("id", uuid), ("mode", mode),
                (
                    "feedback",
                    "feedback is a JSON object with a version from 1, a summary that is text, "
                        + "and the score and mode of its row"
                ),
                ("started_at", instant), ("completed_at", instant),
                ("scored", "score, feedback and completed_at are set together or not at all"),
            ])
        + rules(
            of: "limits",
            [("only_row", "limits have one row"), ("points_per_day", "a limit is 1 or more")])
        + rules(
            of: "xp_events",
            [
                ("recording", hash), ("earned_on", "a day is written as 2026-11-24"),
                ("delta", "an event has points"),
            ])
        + rules(
            of: "reference_signs",
            [
                ("id", uuid), ("gloss", "a gloss is upper case, trimmed, from 1 to 200 characters"),
                ("language", "a language is a BCP 47 tag, as ase or en-US"),
                ("calibration", "a calibration is JSON"), ("signature", "a signature is not empty"),
                ("created_at", instant), ("updated_at", instant),
            ])
        + rules(
            of: "reference_takes",
            [
                ("id", uuid), ("signer", "a signer has a name of 1 to 200 characters"),
                ("source", "a source is a file name of 1 to 200 characters, without its folder"),
                ("landmarks_hash", hash),
                ("frame_count", "a take has at least 1 frame"),
                ("duration_seconds", "a duration is finite and not negative"),
                ("dominant_hand", "a hand is left or right"), ("mirrored", "a truth value is 0 or 1"),
                ("landmarks", "a take has at least one byte of landmarks"), ("created_at", instant),
            ])
        + rules(of: "kept_signs", [("signature", "a signature is not empty")])

    private static let hash = "a content hash is 32 lower-case hexadecimal digits"
    private static let uuid = "an identifier is a UUID in lower case"
    private static let instant = "a time is in UTC, as 2026-11-24T07:30:00.000Z"
    private static let mode = "a mode is word, sentence or freestyle"

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static func rules(of table: String, _ columns: [(String, String)]) -> [SchemaRule] {
        columns.map { SchemaRule(table: table, column: $0.0, reason: $0.1) }
    }
}
