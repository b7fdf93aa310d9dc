-- The queries within the dashboard's functions, which no EXPLAIN shows: what stands between `for line in` and `loop`.
create temporary view dashboard_query as
select proname::text collate "default" as name, split_part(split_part(prosrc, 'for line in', 2), E'\n    loop\n', 1) as text
from pg_proc
where oid in ('public.dashboard_progress()'::regprocedure, 'public.recent_conversations()'::regprocedure,
    'public.practice_history()'::regprocedure);
