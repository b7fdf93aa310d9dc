-- The scoring worker's claim, as signify_worker, in a transaction of its own: an attempt that kills the worker has been
-- counted, and comes back when its lease ends. Workers that claim at once pass one another by. $1: how many at most;
-- $2: the lease in seconds. not_before, as it is returned, tells this claim from a later one of the same attempt.
UPDATE public.practice_scoring_queue q
SET attempts = q.attempts + 1, not_before = now() + make_interval(secs => $2)
FROM (
  SELECT session_id, started_at
  FROM public.practice_scoring_queue
  WHERE poisoned_at IS NULL AND not_before <= now()
  ORDER BY not_before
  LIMIT $1
  FOR UPDATE SKIP LOCKED
) c
WHERE q.session_id = c.session_id AND q.started_at = c.started_at
RETURNING q.session_id, q.started_at, q.user_id, q.attempts::int8 AS attempts, q.not_before;
