-- The dashboard's queries read index ranges of the one learner and nothing else, at a size at which a plan shows what it is:
-- 50,000 attempts over 19 months. How long they take at 10 million is in docs/database.md.
\set rows 50000
begin;
set local client_min_messages = warning;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir ../load.sql
set local search_path = public, extensions;

\ir ../dashboard_queries.sql
create temporary table query as select name, text from pg_temp.dashboard_query;
create temporary table learner_kind as
select kind, md5('learner ' || n)::uuid as id, n from (values ('heaviest', 1), ('median', 250), ('lightest', 500)) k (kind, n);
grant select on query, learner_kind to authenticated;

create function pg_temp.explained(query text) returns jsonb language plpgsql as $$
declare
    plan json;
begin
    execute 'explain (analyze, timing off, costs off, summary off, format json) ' || query into plan;
    return plan::jsonb;
end
$$;

-- Each scan of a plan that was executed at all, with the rows that it produced or threw away. The heap's half of a
-- bitmap scan reads what the index's half found.
create function pg_temp.scans(plan jsonb)
    returns table (relation text, kind text, index_condition text, rows_read numeric)
    language sql as $$
    select coalesce(node ->> 'Relation Name', node ->> 'Index Name'), node ->> 'Node Type', node ->> 'Index Cond',
        (node ->> 'Actual Loops')::numeric * ((node ->> 'Actual Rows')::numeric
            + coalesce((node ->> 'Rows Removed by Filter')::numeric, 0)
            + coalesce((node ->> 'Rows Removed by Index Recheck')::numeric, 0))
    -- strict, since lax looks into each array twice.
    from jsonb_path_query(plan, 'strict $.** ? (@."Node Type" like_regex "Scan$")') node
    where (node ->> 'Actual Loops')::numeric > 0 and node ->> 'Node Type' not in ('Subquery Scan', 'Bitmap Heap Scan')
$$;

-- Nothing is vacuumed inside a transaction, which makes the planner prefer bitmaps to the covering index. The oldest and the
-- newest month have few rows around the turn of a month, and the planner rightly reads a month of a few pages from end to end;
-- a query that no index serves still does so with enable_seqscan off.
set local enable_bitmapscan = off;
set local enable_seqscan = off;
set local role authenticated;
create temporary table scan as
select q.name, k.kind as learner, k.id, s.*
from query q
cross join learner_kind k
cross join lateral (select set_config('request.jwt.claims', json_build_object('sub', k.id, 'role', 'authenticated')::text, true)) c
cross join lateral pg_temp.scans(pg_temp.explained(q.text)) s;
reset role;
set local enable_bitmapscan = on;

select plan(12);

select set_eq('select name from query where text ~* ''^\s*select\M''', array['dashboard_progress', 'practice_history', 'recent_conversations'],
    'the queries are those of the three functions');

select results_eq(
    $$select name, count(distinct learner) from scan
      where relation ~ '^(practice_sessions|chat_messages)_20' and rows_read > 0 group by name order by name$$,
    $$values ('dashboard_progress', 3::bigint), ('practice_history', 3), ('recent_conversations', 3)$$,
    'each query reads months of attempts or messages for each learner');
select is_empty(
    $$select name, learner, relation from scan where kind = 'Seq Scan' and rows_read > 0
      and relation ~ '^(practice_|chat_|users|user_settings|xp_events)'$$,
    'no query reads a learner''s table from end to end');
select is_empty(
    $$select name, learner, relation, index_condition from scan
      where relation ~ '^(practice_sessions|chat_sessions)' and rows_read > 0
          and coalesce(index_condition, '') !~ '\muser_id = |\mid = chat_messages'$$,
    'attempts and chats are read by the index range of the learner, or a chat by its message');
select is_empty(
    $$select name, learner, relation, index_condition from scan
      where relation ~ '^chat_messages' and rows_read > 0 and coalesce(index_condition, '') !~ '\mchat_id = '$$,
    'messages are read by the index range of the chat');
select is_empty(
    $$select name, learner, kind from scan where name = 'dashboard_progress' and relation like 'practice_sessions%'
      and rows_read > 0 and kind <> 'Index Only Scan'$$,
    'the progress reads the covering index and no attempt');

select is_empty(
    $$select s.learner, sum(s.rows_read), c.own from scan s
      join (select user_id, count(*) as own from practice_sessions where completed_at is not null group by user_id) c
          on c.user_id = s.id
      where s.name = 'dashboard_progress' and s.relation like 'practice_sessions%'
      group by s.learner, c.own having sum(s.rows_read) <> c.own$$,
    'the progress reads the learner''s finished attempts, each once');
select is_empty(
    $$select learner, sum(rows_read) from scan where name = 'practice_history' and relation like 'practice_sessions%'
      group by learner
      having sum(rows_read) > 20 + (select count(*) from pg_inherits where inhparent = 'practice_sessions'::regclass)$$,
    'the history reads its twenty attempts and at most one more of each month');
select is_empty(
    $$select learner, sum(rows_read) from scan where name = 'recent_conversations' and relation like 'chat_sessions%'
          and index_condition ~ '\muser_id = '
      group by learner having sum(rows_read) > 10$$,
    'the conversations read their ten chats');
select is_empty(
    $$select learner, sum(rows_read) from scan where name = 'recent_conversations' and relation like 'chat_messages%'
      group by learner
      having sum(rows_read) > 10 * (select count(*) from pg_inherits where inhparent = 'chat_messages'::regclass)$$,
    'the conversations read at most one message of each chat and month');

-- The nightly job, by PostgreSQL's own count of what it touched; without sequential scans, as above.
create function pg_temp.touched() returns table (scanned bigint, fetched bigint) language sql volatile as $$
    select sum(seq_tup_read)::bigint, sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
    from pg_stat_xact_all_tables where relid = 'practice_sessions'::regclass
        or relid in (select inhrelid from pg_inherits where inhparent = 'practice_sessions'::regclass)
$$;
insert into practice_sessions (user_id, mode, score, feedback, started_at, completed_at)
select md5('learner ' || n)::uuid, mode, score, feedback, now(), now()
from generate_series(1, 100) n
join (select mode, score, feedback from practice_sessions where mode = 'word' and score is not null limit 1) p on true;
create temporary table near as
select count(*) as attempts from practice_sessions
where completed_at > now() - interval '3 days' and user_id in (select md5('learner ' || n)::uuid from generate_series(1, 100) n);
create temporary table before as select * from pg_temp.touched();
select jobs.nightly() \g /dev/null
select is(t.scanned - b.scanned, 0::bigint, 'the nightly job reads no month from end to end') from pg_temp.touched() t, before b;
select cmp_ok(t.fetched - b.fetched, '<=', near.attempts, 'the nightly job reads the attempts around the days that changed')
from pg_temp.touched() t, before b, near;

select * from finish();
rollback;
