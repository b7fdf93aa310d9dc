-- The scoring worker's claim, as signify_worker, in its own transaction: an attempt that kills the worker is
-- already counted, and becomes available when its lease ends. Simultaneous claims skip each other's attempts.
-- In the order of due, which has the heads of all learners' backlogs before the tail of one. One that was tried before is claimed
-- alone: it may end its worker, and would use up the tries of those beside it.
-- $1: the largest number of attempts; $2: the lease in seconds. The returned not_before distinguishes this
-- claim from a later one of the same attempt.
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
RETURNING q.session_id, q.started_at, q.user_id, q.attempts::int8 AS attempts, q.not_before;
