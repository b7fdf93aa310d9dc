import Foundation
import Logging
import Scoring

/// The attempts that wait for their score (`practice_scoring_queue`), for a worker of role `signify_worker`.
///
/// A claim leases an attempt: an attempt that kills its worker comes back when the lease ends, and its try is counted.
/// Of several workers that score one attempt, because a lease was too short, the first to complete it succeeds and
/// ``complete(_:feedback:at:)`` tells the others. ``PostgresListener`` says when to look. Any number of threads may use
/// a queue.
public final class ScoringQueue: Sendable {
    /// The channel that announces new attempts, each once and without a payload: look into the queue when notified, and
    /// at intervals without.
    public static let channel = "practice_sessions_unscored"
    /// Of the same role: reads reference signs, media and the objects that `raw_metrics` refers to.
    public let store: PostgresDatabase

    public init(_ store: PostgresDatabase) { self.store = store }

    /// `scripts/database/queries/claim_attempts.sql`, as a test sees to.
    static let claimSQL = """
        UPDATE public.practice_scoring_queue q
        SET attempts = q.attempts + 1, not_before = now() + make_interval(secs => $2)
        FROM (
          SELECT session_id, started_at, attempts, row_number() OVER turns AS turn, first_value(attempts) OVER turns AS tried_first
          FROM (
            SELECT session_id, started_at, attempts, due
            FROM public.practice_scoring_queue
            WHERE poisoned_at IS NULL AND not_before <= now()
            ORDER BY due
            LIMIT $1
            FOR UPDATE SKIP LOCKED
          ) ready
          WINDOW turns AS (ORDER BY due)
        ) c
        WHERE q.session_id = c.session_id AND q.started_at = c.started_at
          AND (c.turn = 1 OR (c.attempts = 0 AND c.tried_first = 0))
        RETURNING q.session_id, q.started_at, q.user_id, q.attempts::int8 AS attempts, q.not_before
        """

    /// Claims at most `limit` attempts (1 to 1,000), those that are due longest first, for as long as `lease` says.
    ///
    /// An attempt that was tried before is claimed alone: it may end its worker, and would use up the tries of those beside it. The
    /// tries are counted when it returns. O(limit · log n); callers at once pass one another by. Throws
    /// ``StoreError/refused(table:column:reason:)`` for a limit or a lease (1 ms to 1 day) out of bounds.
    public func claim(limit: Int, lease: Duration) throws(StoreError) -> [ScoringClaim] {
        guard (1...1000).contains(limit) else {
            throw ScoringQueue.refused("limit", "a worker claims from 1 to 1,000 attempts at once")
        }
        guard lease >= .milliseconds(1), lease <= .seconds(86_400) else {
            throw ScoringQueue.refused("not_before", "a lease is from 1 ms to 1 day long")
        }
        return try store.write { connection in
            try connection.run(
                ScoringQueue.claimSQL, [.integer(limit), .double(lease / .seconds(1))]
            ).rows.map { row in
                ScoringClaim(
                    sessionID: try row.uuid("session_id"), userID: try row.uuid("user_id"),
                    tries: try row.integer("attempts"), started: try row.instant("started_at"),
                    lease: try row.instant("not_before"))
            }
        }
    }

    /// The rows of claimed attempts, in no order, without those that are gone from the queue: scored by another, or deleted.
    /// One statement. OFFSET keeps it a look-up for each claim: of months that were never analysed, a join read every attempt
    /// without a score.
    public func attempts(_ claims: [ScoringClaim]) throws(StoreError) -> [QueuedAttempt] {
        guard !claims.isEmpty else { return [] }
        let byID = Dictionary(claims.map { ($0.sessionID, $0) }) { first, _ in first }
        return try store.read { connection in
            let found = try connection.run(
                """
                SELECT p.id, p.mode, p.lesson_id, p.raw_metrics::text AS raw_metrics, p.media_id, p.request_id,
                    (SELECT max(t.passing_score)::float8 FROM tests t WHERE t.lesson_id = p.lesson_id)
                        AS passing_score,
                    (SELECT json_agg(s.gloss ORDER BY s.position)::text FROM lesson_signs s
                        WHERE s.lesson_id = p.lesson_id) AS signs,
                    signify.language_of(p.id, p.started_at) AS language
                FROM unnest($1::text::uuid[], $2::text::int8[]) AS k (id, start)
                CROSS JOIN LATERAL (
                    SELECT s.id, s.started_at, s.mode, s.lesson_id, s.raw_metrics, s.media_id, s.request_id, s.completed_at
                    FROM practice_sessions s
                    WHERE s.id = k.id AND s.started_at = \(ScoringQueue.start) OFFSET 0) p
                WHERE p.completed_at IS NULL
                """,
                [ScoringQueue.list(claims.map(\.sessionID.storeText)), ScoringQueue.starts(of: claims)])
            return try found.rows.compactMap { row in
                try byID[row.uuid("id")].map { try QueuedAttempt($0, row) }
            }
        }
    }

    /// The recordings of the first of these attempts, of at most `bytes` bytes together or of one attempt, by their sessions; and
    /// of how many attempts from the first that is all. One statement, linear in the bytes.
    ///
    /// Left out is an attempt whose landmarks are no recording in this store, which ``landmarks(of:)`` tells apart.
    public func recordings(
        of attempts: some Collection<QueuedAttempt>, bytes: Int
    ) throws(StoreError) -> (bySession: [UUID: AttemptBytes], count: Int) {
        let asked = attempts.enumerated().compactMap { place, attempt in
            attempt.mediaID.map { (place: place, claim: attempt.claim, media: $0) }
        }
        guard !asked.isEmpty else { return ([:], attempts.count) }
        return try store.read { connection in
            // The bytes of those that are too many are not read: their lengths stand beside them.
            let found = try connection.run(
                """
                SELECT number, id, bytes
                FROM (
                    SELECT k.number, m.id, m.bytes, length(m.bytes) AS length,
                        sum(length(m.bytes)) OVER (ORDER BY k.number) AS total
                    FROM unnest($1::text::uuid[], $2::text::uuid[]) WITH ORDINALITY AS k (media, owner, number)
                    CROSS JOIN LATERAL (
                        SELECT m.id, b.bytes FROM media_assets m JOIN media_blobs b ON b.media_id = m.id
                        WHERE m.id = k.media AND (m.owner_id IS NULL OR m.owner_id = k.owner) OFFSET 0) m
                ) r
                WHERE total <= $3::int8 OR total = length
                ORDER BY number
                """,
                [
                    ScoringQueue.list(asked.map(\.media.storeText)),
                    ScoringQueue.list(asked.map(\.claim.userID.storeText)),
                    .integer(bytes),
                ])
            var recordings: [UUID: AttemptBytes] = [:]
            var count = attempts.count
            for row in found.rows {
                let number = try row.integer("number")
                guard asked.indices.contains(number - 1), let bytes = try row.optionalBytes("bytes") else {
                    throw PostgresRow.damaged("number")
                }
                let one = asked[number - 1]
                recordings[one.claim.sessionID] = .media(id: try row.uuid("id"), bytes)
                count = one.place + 1
            }
            return (recordings, count)
        }
    }

    /// The landmarks of an attempt: its recording, else those that its `raw_metrics` holds or refers to. Linear in the
    /// bytes.
    ///
    /// Throws as ``PracticeDatabase/attempt(sessionID:)``: ``StoreError/refused(table:column:reason:)`` and
    /// ``StoreError/notFound(_:)`` mean that no other try will find them.
    public func landmarks(of attempt: QueuedAttempt) throws(StoreError) -> AttemptLandmarks {
        try store.landmarks(
            mediaID: attempt.mediaID, rawMetrics: attempt.rawMetrics, for: attempt.claim.userID)
    }

    /// Writes score, feedback, `completed_at` and the learner's points of each attempt, and so takes it out of the queue;
    /// gives the sessions of which this call did it. Not those that another worker was quicker with, or that are gone.
    ///
    /// All in one transaction, so that they share the round trips, and what the server prepares for a statement. The leases
    /// need not hold any more. Throws ``StoreError/refused(table:column:reason:)`` where the feedback of one breaks the contract; nothing is
    /// written then.
    public func complete(_ scored: [ScoredClaim], at instant: Date) throws(StoreError) -> Set<UUID> {
        guard !scored.isEmpty else { return [] }
        // In the order of the learners, whose rows are locked in it: two workers' transactions wait for each other so, and do
        // not cross.
        let claims = scored.map(\.claim)
        let order = scored.indices.sorted {
            (claims[$0].userID.storeText, claims[$0].sessionID.storeText)
                < (claims[$1].userID.storeText, claims[$1].sessionID.storeText)
        }
        var ordered: [(claim: ScoringClaim, result: ScoredResult)] = []
        for place in order {
            ordered.append((claims[place], try ScoredResult(scored[place].feedback, at: instant)))
        }
        let completedAt = try Timestamp(instant, table: "practice_sessions", column: "completed_at")
        return try store.write { connection in
            let written = Set(
                try connection.run(
                    """
                    UPDATE practice_sessions p
                    SET score = k.hundredths::numeric / 100, feedback = $4::jsonb -> (k.number - 1)::int,
                        completed_at = $5::timestamptz
                    FROM unnest($1::text::uuid[], $2::text::int8[], $3::text::int4[])
                        WITH ORDINALITY AS k (id, start, hundredths, number)
                    WHERE p.id = k.id AND p.started_at = \(ScoringQueue.start) AND p.completed_at IS NULL
                    RETURNING p.id
                    """,
                    [
                        ScoringQueue.list(ordered.map(\.claim.sessionID.storeText)),
                        ScoringQueue.starts(of: ordered.map(\.claim)),
                        ScoringQueue.list(ordered.map { String($0.result.hundredths) }),
                        .json(
                            "[" + ordered.map(\.result.feedback).joined(separator: ",") + "]",
                            table: "practice_sessions", column: "feedback"),
                        .timestamp(completedAt),
                    ]
                ).rows.map { try $0.uuid("id") })
            let earning = ordered.filter { written.contains($0.claim.sessionID) && $0.result.points > 0 }
            if !earning.isEmpty {
                try connection.run(
                    """
                    SELECT signify.award_practices(
                        $1::text::uuid[],
                        ARRAY(SELECT \(ScoringQueue.start) FROM unnest($2::text::int8[]) AS k (start)),
                        $3::text::int4[])
                    """,
                    [
                        ScoringQueue.list(earning.map(\.claim.sessionID.storeText)),
                        ScoringQueue.starts(of: earning.map(\.claim)),
                        ScoringQueue.list(earning.map { String($0.result.points) }),
                    ])
            }
            return written
        }
    }

    /// ``complete(_:at:)-([ScoredClaim],_)`` of one attempt; whether this call wrote its score.
    public func complete(_ claim: ScoringClaim, feedback: Feedback, at instant: Date) throws(StoreError)
        -> Bool
    {
        try complete([ScoredClaim(claim, feedback)], at: instant).contains(claim.sessionID)
    }

    /// Gives the attempt another try after a pause of at most a day. Keeps 2,000 characters of `error` for the operator.
    /// Whether the claim still held.
    @discardableResult
    public func retry(_ claim: ScoringClaim, after pause: Duration, error: String) throws(StoreError) -> Bool
    {
        let error = try Text.checked(
            ScoringQueue.bounded(error), table: "practice_scoring_queue", column: "last_error")
        return try store.write { connection in
            try ScoringQueue.update(
                connection, claim,
                "not_before = now() + make_interval(secs => $4::float8), last_error = $5::text",
                [.double(max(pause.bounded / .seconds(1), 0)), .text(error)])
        }
    }

    /// Gives the attempt back, its try not counted, for what it needs is not there yet: a pause of a quarter of the time since
    /// it was handed in, at least 1 s and at most 5 min. Keeps 2,000 characters of `error` for the operator. Whether it waits;
    /// not where the claim no longer held, nor where it has waited for `patience`.
    public func postpone(
        _ claim: ScoringClaim, patience: Duration?, error: String
    ) throws(StoreError) -> Bool {
        let error = try Text.checked(
            ScoringQueue.bounded(error), table: "practice_scoring_queue", column: "last_error")
        return try store.write { connection in
            try connection.run(
                """
                UPDATE practice_scoring_queue
                SET attempts = greatest(attempts - 1, 0), last_error = $4::text,
                    not_before = now() + least(greatest((now() - enqueued_at) / 4, interval '1 second'), interval '5 minutes')
                WHERE session_id = $1::uuid AND started_at = $2::timestamptz AND not_before = $3::timestamptz
                    AND poisoned_at IS NULL
                    AND ($5::float8 IS NULL OR now() - enqueued_at < make_interval(secs => $5::float8))
                """,
                ScoringQueue.key(claim) + [
                    .text(error), PostgresValue(patience) { .double(max($0.bounded / .seconds(1), 0)) },
                ]
            ).changes > 0
        }
    }

    /// Moves the attempt aside: nobody claims it any more, and its learner reads the fault in `feedback`. Whether the
    /// claim still held; if not, nothing is written.
    ///
    /// An operator who sets `poisoned_at` to null has it tried again. Throws
    /// ``StoreError/refused(table:column:reason:)`` for a fault that breaks the contract.
    @discardableResult
    public func poison(_ claim: ScoringClaim, fault: ScoringFault) throws(StoreError) -> Bool {
        let document = try fault.document()
        return try store.write { connection in
            // The attempt before its line in the queue, as completing it does.
            let waits =
                try connection.run(
                    """
                    SELECT FROM practice_sessions
                    WHERE id = $1::uuid AND started_at = $2::timestamptz AND completed_at IS NULL
                    FOR NO KEY UPDATE
                    """, [.uuid(claim.sessionID), .instant(claim.started)]
                ).count > 0
            guard waits,
                try ScoringQueue.update(
                    connection, claim, "poisoned_at = now(), last_error = $4::text", [.text(fault.lastError)])
            else { return false }
            try connection.run(
                """
                UPDATE practice_sessions SET feedback = $3::jsonb || jsonb_build_object('mode', mode)
                WHERE id = $1::uuid AND started_at = $2::timestamptz
                """,
                [
                    .uuid(claim.sessionID), .instant(claim.started),
                    .json(document, table: "practice_sessions", column: "feedback"),
                ])
            return true
        }
    }

    /// Gives attempts back at once, their tries not counted, and tells other workers: for a worker that is shut down. Gives the
    /// sessions whose claim still held. One transaction.
    @discardableResult
    public func release(_ claims: [ScoringClaim]) throws(StoreError) -> Set<UUID> {
        guard !claims.isEmpty else { return [] }
        return try store.write { connection in
            let released = try connection.run(
                """
                UPDATE practice_scoring_queue q SET attempts = greatest(q.attempts - 1, 0), not_before = now()
                FROM unnest($1::text::uuid[], $2::text::int8[], $3::text::int8[]) AS k (id, start, lease)
                WHERE q.session_id = k.id AND q.started_at = \(ScoringQueue.start)
                    AND q.not_before = \(ScoringQueue.instant("k.lease")) AND q.poisoned_at IS NULL
                RETURNING q.session_id
                """,
                [
                    ScoringQueue.list(claims.map(\.sessionID.storeText)), ScoringQueue.starts(of: claims),
                    ScoringQueue.list(claims.map { String($0.lease.microseconds) }),
                ]
            ).rows.map { try $0.uuid("session_id") }
            if !released.isEmpty {
                try connection.run("SELECT pg_notify('\(ScoringQueue.channel)', '')")
            }
            return Set(released)
        }
    }

    /// O(n) in the attempts in the queue.
    public func figures() throws(StoreError) -> QueueFigures {
        try store.read { connection in
            let figures = try connection.run(
                """
                SELECT count(*) FILTER (WHERE poisoned_at IS NULL AND not_before <= now()) AS ready,
                    count(*) FILTER (WHERE poisoned_at IS NULL AND not_before > now()) AS delayed,
                    count(poisoned_at) AS poisoned,
                    extract(epoch FROM now() - min(enqueued_at)
                        FILTER (WHERE poisoned_at IS NULL))::float8 AS oldest_waiting
                FROM practice_scoring_queue
                """)
            guard let row = figures.first else { throw PostgresRow.damaged("count") }
            return QueueFigures(
                ready: try row.integer("ready"), delayed: try row.integer("delayed"),
                poisoned: try row.integer("poisoned"),
                oldestWaiting: try row.optionalDouble("oldest_waiting").map { .seconds($0) })
        }
    }

    /// A message at the length that the queue keeps, 2,000 characters, as PostgreSQL counts them.
    static func bounded(_ message: String) -> String {
        String(String.UnicodeScalarView(message.unicodeScalars.prefix(2000)))
    }

    /// The instant that a column of microseconds since 2000 names. Exact: a double holds those of some centuries.
    private static func instant(_ column: String) -> String {
        "(timestamptz '2000-01-01 00:00+00' + \(column)::float8 * interval '1 microsecond')"
    }

    /// The start of an attempt whose key is `k`.
    private static let start = instant("k.start")

    private static func starts(of claims: [ScoringClaim]) -> PostgresValue {
        list(claims.map { String($0.started.microseconds) })
    }

    /// An array in PostgreSQL's text form; the values need no quotes. The planner takes it for ten rows, which are looked up
    /// by their keys.
    private static func list(_ values: [String]) -> PostgresValue {
        .text("{\(values.joined(separator: ","))}")
    }

    private static func key(_ claim: ScoringClaim) -> [PostgresValue] {
        [.uuid(claim.sessionID), .instant(claim.started), .instant(claim.lease)]
    }

    /// Changes the line of a claim that still holds: no other claim and no operator has moved its lease.
    private static func update(
        _ connection: PostgresConnection, _ claim: ScoringClaim, _ changes: String, _ values: [PostgresValue]
    ) throws(PostgresFailure) -> Bool {
        try connection.run(
            """
            UPDATE practice_scoring_queue SET \(changes)
            WHERE session_id = $1::uuid AND started_at = $2::timestamptz AND not_before = $3::timestamptz
                AND poisoned_at IS NULL
            """, key(claim) + values
        ).changes > 0
    }

    private static func refused(_ column: String, _ reason: String) -> StoreError {
        .refused(table: "practice_scoring_queue", column: column, reason: reason)
    }
}
