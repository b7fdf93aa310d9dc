-- A job that is killed half way has done nothing, and its next run does everything. And what else takes two
-- connections to see: notifications, and workers at one queue.
--
-- In a database of its own, since what another connection is to see must be committed. The job runs in a second
-- connection, with a trigger that halts it, half of its work done, at an advisory lock that this connection holds; there
-- it is terminated.
\set QUIET on
\! dropdb --if-exists --force signify_killed 2>/dev/null
\! createdb signify_killed
\! scripts/database/apply --seed postgresql:///signify_killed >/dev/null 2>&1
\connect signify_killed
set client_min_messages = warning;
\ir ../../../supabase/tests/database/helpers.psql
set search_path = extensions, public;
select plan(35);

-- Halts whatever is to be done to a row when the switch says so.
create schema halting;
create table halting.switch (at_table text);
create function halting.halt() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if exists (select from halting.switch s where s.at_table = tg_table_name) then
        perform pg_advisory_lock(7);
    end if;
    return null;
end
$$;

-- Two learners with one thing each for every job to do.
select tests.people() \g /dev/null
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/10.pose'),
    (tests.id(11), tests.ben(), 'practice-recordings', tests.ben() || '/11.pose');
insert into practice_sessions (user_id, mode, score, feedback, media_id, started_at, completed_at)
select learner, 'word', 80, tests.feedback(80), case when at < '2020-01-01' then media end, at, at
from (values (tests.ada(), tests.id(10)), (tests.ben(), tests.id(11))) l (learner, media),
    unnest(array['2019-03-01', '2019-03-02', '2020-11-24', '2020-11-25']::timestamptz[]) at;
select increment_xp(l, 10, 'killed') from unnest(array[tests.ada(), tests.ben()]) l \g /dev/null
update users set last_active_at = '2020-01-01';
insert into chat_sessions (id, user_id, updated_at) values
    (tests.id(60), tests.ada(), '2020-01-01'), (tests.id(61), tests.ben(), '2020-01-01');
insert into chat_messages (chat_id, sender, created_at)
select c, 'user', '2020-01-01' from unnest(array[tests.id(60), tests.id(61)]) c;
update chat_sessions set updated_at = '2020-01-01';
insert into practice_sessions (user_id, mode, started_at) values (tests.eva(), 'word', '2091-05-05');

-- Everything that a job may change, as one text.
create function tests.state() returns text language plpgsql as $$
declare
    relation regclass;
    content text;
    whole text := '';
begin
    for relation in
        select c.oid from pg_class c where c.relkind = 'r' and c.relispartition is false
            and c.relnamespace in ('public'::regnamespace, 'signify'::regnamespace, 'partitions'::regnamespace)
        union all
        select c.oid from pg_class c where c.relkind = 'r' and c.relnamespace = 'partitions'::regnamespace
        order by 1
    loop
        execute format('select md5(string_agg(t::text, '''' order by t::text)) from %s t', relation) into content;
        whole := whole || relation::text || ' ' || coalesce(content, '-') || E'\n';
    end loop;
    return whole;
end
$$;
create table tests.job (name text, call text, halts_at text, result text);
insert into tests.job values
    -- The metrics are computed, one learner's streak is written.
    ('nightly', $$select jobs.nightly('2020-11-25 12:00+00')$$, 'users',
        $$select (select count(*) from public.practice_metrics_daily where day < '2020-11-26') || ' days, streaks of '
            || (select string_agg(streak_count::text, ' ') from public.users where xp > 0)$$),
    ('nudges', $$select jobs.enqueue_nudges('2020-11-25 12:00+00')$$, 'nudges',
        $$select count(*) || ' nudges' from public.nudges$$),
    -- The attempts are anonymised, one recording is removed.
    ('anonymise', $$select jobs.anonymise_practice_sessions('2020-11-25 12:00+00')$$, 'media_assets',
        $$select count(*) || ' attempts, recordings left: ' || (select count(*) from public.media_assets where owner_id is not null)
            from public.practice_sessions where user_id is null$$),
    -- One chat is gone, with its messages.
    ('expire chats', $$select jobs.expire_chats('2020-11-25 12:00+00')$$, 'chat_messages_default',
        $$select (select count(*) from public.chat_sessions) || ' chats, ' || (select count(*) from public.chat_messages)
            || ' messages left'$$),
    -- The row has left the DEFAULT partition, for the first month that is made: a month is a transaction of its own.
    ('partitions', $$call jobs.create_partitions('2091-05-01')$$, 'practice_sessions_default',
        $$select (select count(*) from pg_class where relname ~ '_2091_0[5678]$' and relkind = 'r') || ' months, '
            || (select count(*) from partitions.practice_sessions_2091_05) || ' row moved'$$);
create table tests.expected (name text, result text);
insert into tests.expected values
    ('nightly', '4 days, streaks of 2 2'),
    ('nudges', '2 nudges'),
    ('anonymise', '4 attempts, recordings left: 0'),
    ('expire chats', '0 chats, 0 messages left'),
    ('partitions', '8 months, 1 row moved');
create trigger halt after update on public.users for each row execute function halting.halt();
create trigger halt after insert on public.nudges for each row execute function halting.halt();
create trigger halt after delete on public.media_assets for each row execute function halting.halt();
create trigger halt after delete on public.chat_messages for each row execute function halting.halt();
create trigger halt after delete on partitions.practice_sessions_default for each row execute function halting.halt();

-- The job's own connection; gives its process.
create function tests.start(call text) returns int language plpgsql as $$
declare
    worker int;
begin
    perform extensions.dblink_connect('worker', 'dbname=' || current_database() || tests.server());
    select pid into worker from extensions.dblink('worker', 'select pg_backend_pid()') w (pid int);
    perform extensions.dblink_send_query('worker', call);
    return worker;
end
$$;
-- Whether the process has come to wait for the lock, within half a minute.
create function tests.halted(worker int) returns boolean language plpgsql as $$
begin
    for _ in 1 .. 3000 loop
        perform pg_stat_clear_snapshot();
        if exists (select from pg_locks where pid = worker and locktype = 'advisory' and objid = 7 and not granted) then
            return true;
        end if;
        perform pg_sleep(0.01);
    end loop;
    return false;
end
$$;
create function tests.waits(worker int) returns boolean language plpgsql as $$
begin
    for _ in 1 .. 3000 loop
        if cardinality(pg_blocking_pids(worker)) > 0 then return true; end if;
        perform pg_sleep(0.01);
    end loop;
    return false;
end
$$;
create function tests.gone(worker int) returns boolean language plpgsql as $$
begin
    for _ in 1 .. 3000 loop
        perform pg_stat_clear_snapshot();
        if not exists (select from pg_stat_activity where pid = worker) then return true; end if;
        perform pg_sleep(0.01);
    end loop;
    return false;
end
$$;


select pg_advisory_lock(7) \g /dev/null
\set name nightly
\ir killed_job.psql
\set name nudges
\ir killed_job.psql
\set name anonymise
\ir killed_job.psql
\set name 'expire chats'
\ir killed_job.psql
\set name partitions
\ir killed_job.psql
select pg_advisory_unlock(7) \g /dev/null

-- Workers that listen hear of an attempt, once it is committed, and of nothing else.
select extensions.dblink_connect('listener', 'dbname=' || current_database() || tests.server()) \g /dev/null
select extensions.dblink_exec('listener', 'listen practice_sessions_unscored') \g /dev/null
begin;
insert into practice_sessions (user_id, mode) values (tests.ada(), 'word'), (tests.ben(), 'word');
select is_empty($$select * from extensions.dblink_get_notify('listener')$$, 'a listener hears nothing before the commit');
commit;
-- What the listener has heard, as soon as it has heard anything, or after ten seconds.
create function tests.heard() returns text language plpgsql as $$
declare
    words text;
begin
    for _ in 1 .. 1000 loop
        select string_agg(n.notify_name || ' "' || n.extra || '"', ', ') into words
        from extensions.dblink_get_notify('listener') n;
        exit when words is not null;
        perform pg_sleep(0.01);
    end loop;
    return words;
end
$$;
select is(tests.heard(), 'practice_sessions_unscored ""', 'and one word of two attempts after it');
select tests.practise(tests.ada(), now()) \g /dev/null
select is_empty($$select n.* from extensions.dblink('listener', 'select 1') d (one int),
    lateral extensions.dblink_get_notify('listener') n$$, 'and none of an attempt that has its score');

-- Two workers at once: while one claims, another finds nothing of the same; a claim that dies is no claim.
\set claim `sed 's/\$1/50/; s/\$2/300/' scripts/database/queries/claim_attempts.sql`
select dblink_connect(w, 'dbname=' || current_database() || tests.server())
from unnest(array['first', 'second']) w \g /dev/null
select dblink_exec(w, 'set role signify_worker') from unnest(array['first', 'second']) w \g /dev/null
create temporary table claims as select count(*) as waiting from practice_scoring_queue;
select dblink_exec('first', 'begin') \g /dev/null
select is((select count(*) from dblink('first', rtrim(:'claim', E';\n')) c (id uuid, at timestamptz, person uuid, n int8, lease timestamptz)),
    (select waiting from claims), 'a worker claims what waits');
select is((select count(*) from dblink('second', rtrim(:'claim', E';\n')) c (id uuid, at timestamptz, person uuid, n int8, lease timestamptz)),
    0::bigint, 'another passes it by, without waiting');
select pid as first from dblink('first', 'select pg_backend_pid()') w (pid int) \gset
select dblink_disconnect('first') \g /dev/null
select ok(tests.gone(:first), 'the first dies with its claim');
select is((select count(*) from dblink('second', rtrim(:'claim', E';\n')) c (id uuid, at timestamptz, person uuid, n int8, lease timestamptz)),
    (select waiting from claims), 'and the other has what it had claimed');
select dblink_disconnect(w) from unnest(array['second', 'listener']) w \g /dev/null

-- Two messages to one chat at once: the second waits for the first, and comes after it.
insert into chat_sessions (id, user_id) values (tests.id(65), tests.ada());
select dblink_connect(w, 'dbname=' || current_database() || tests.server()) from unnest(array['first', 'second']) w \g /dev/null
select dblink_exec('first', 'begin') \g /dev/null
\set message 'insert into public.chat_messages (chat_id, sender, message_content) values (tests.id(65), %L, %L) returning sequence'
select is((select n from dblink('first', format(:'message', 'user', 'Hello')) m (n int)), 1, 'a message has the first place');
select pid as second from dblink('second', 'select pg_backend_pid()') w (pid int) \gset
select dblink_send_query('second', format(:'message', 'tutor', 'Good morning')) \g /dev/null
select ok(tests.waits(:second), 'another of the same moment waits for it');
select dblink_exec('first', 'commit') \g /dev/null
select is((select n from dblink_get_result('second') m (n int)), 2, 'and has the second');
select dblink_disconnect(w) from unnest(array['first', 'second']) w \g /dev/null
select * from finish();
\connect postgres
\! dropdb --force signify_killed
