-- What takes a commit, or two connections at once: the months that a privileged hand asks for, the counts of the queue,
-- two awards, a login of the backend, and the migrations over rows that came before them.
--
-- In databases of their own, since what another connection is to see must be committed. psql runs at the top of the
-- repository.
\set QUIET on
\! for name in upkeep older; do dropdb --if-exists --force "signify_$name"; createdb "signify_$name"; done 2>/dev/null
\! scripts/database/apply postgresql:///signify_upkeep >/dev/null 2>&1
\! scripts/database/apply --until 20261125001300 postgresql:///signify_older >/dev/null 2>&1
\! psql -Xqc 'drop role if exists signify_tests_backend' -c 'create role signify_tests_backend login' -c 'grant service_role to signify_tests_backend' 2>/dev/null
\connect signify_upkeep
set client_min_messages = error;
\ir ../../../supabase/tests/database/helpers.psql
set client_min_messages = error;
set search_path = extensions, public;
set timezone = 'UTC';
select plan(43);
select tests.people() \g /dev/null
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());

-- Months -------------------------------------------------------------------------------------------------------------

create view tests.months as
select c.relname::text as name, c.xmin::text as made_by from pg_class c
where c.relnamespace = 'partitions'::regnamespace and c.relkind = 'r' and c.relname !~ '_default$';
create table tests.earlier as select name from tests.months;
-- 3,000 attempts and as many messages, in each of the 1,200 months that there can be.
insert into practice_sessions (user_id, mode, score, feedback, started_at, completed_at)
select tests.ada(), 'word', 80, tests.feedback(80), at, at
from (select '2000-01-15 12:00+00'::timestamptz + n % 1200 * interval '1 month' + n / 1200 * interval '1 day' as at
    from generate_series(0, 2999) n) t;
insert into chat_messages (chat_id, sender, created_at) select tests.id(60), 'user', started_at from practice_sessions;
select is((select count(distinct date_trunc('month', started_at)) from practice_sessions), 1200::bigint, 'rows of every month');
select throws_ok(format($$insert into practice_sessions (user_id, mode, started_at) values (tests.ada(), 'word', %L)$$, at), '23514',
    null, 'none of ' || at)
from unnest(array['0001-01-01', '1999-12-31', '2100-01-01', '9999-12-31', 'infinity', '-infinity']) at;

set role service_role;
call jobs.create_partitions('2060-06-15');
reset role;
select set_eq('select name from tests.months except select name from tests.earlier',
    $$select t || to_char(m, '_YYYY_MM') from unnest(array['practice_sessions', 'chat_messages']) t,
        generate_series('2058-06-01', '2060-09-01', interval '1 month') m$$,
    'the service makes the months of the window: 24 before, and three after');
select is((select count(distinct made_by) from tests.months where name ~ '_20(58|59|60)_'), 56::bigint,
    'each by a transaction of its own');
select results_eq($$select count(*) from practice_sessions union all select count(*) from chat_messages$$,
    'select 3000::bigint union all select 3000', 'no row is lost');
select results_eq($$select count(*) from partitions.practice_sessions_default
        where started_at >= '2058-06-01' and started_at < '2060-10-01'
    union all select count(*) from partitions.chat_messages_default
        where created_at >= '2058-06-01' and created_at < '2060-10-01'$$,
    'select 0::bigint union all select 0', 'those of the window are in their months');
select cmp_ok((select count(*) from partitions.practice_sessions_default), '>', 2800::bigint, 'the others stay where they are');
create table tests.before as select name, made_by from tests.months;
call jobs.create_partitions('2060-06-15');
select set_eq('select * from tests.months', 'select * from tests.before', 'a second run makes none');
select is(signify.create_months('public.practice_sessions', '2010-01-01', '2010-12-31'), 12,
    'an operator makes those of a year in one call');

-- Months whose lock another transaction holds are left out, and others are made. Four months of attempts are missing.
delete from practice_sessions where started_at >= '2068-01-01' and started_at < '2070-03-01';
select dblink_connect('writer', 'dbname=signify_upkeep' || tests.server()) \g /dev/null
select dblink_exec('writer', $$begin; insert into public.practice_sessions (user_id, mode, started_at)
    values (tests.ada(), 'word', '2070-06-10')$$) \g /dev/null
\set said `psql -XAtqd signify_upkeep -c "call jobs.create_partitions('2070-06-15', 0)" 2>&1 | grep -c 'WARNING:  create_partitions: 2070-0. of public.practice_sessions is not made, since its locks were not free'`
select is(:'said'::text, '3', 'a month whose lock is not free is left out with a warning, and a table that stays so left alone');
select set_eq($$select name from tests.months where name ~ '_2070_'$$,
    $$select 'chat_messages_2070_0' || n from generate_series(1, 6) n$$, 'which does not keep the months of another table');
select dblink_exec('writer', 'commit') \g /dev/null
call jobs.create_partitions('2070-06-15', 0);
select set_eq($$select name from tests.months where name ~ '^practice_sessions_2070_'$$,
    $$select 'practice_sessions_2070_0' || n from generate_series(3, 6) n$$, 'and they are made by the next run');

-- The rows that are moved under the lock are bounded; beyond the bound an operator moves them.
set session_replication_role = replica;
insert into practice_sessions (user_id, mode, started_at)
select tests.ada(), 'word', '2080-06-10'::timestamptz + n * interval '1 second' from generate_series(1, 20001) n;
reset session_replication_role;
\set said `psql -XAtqd signify_upkeep -c "select jobs.create_partition('public.practice_sessions', '2080-06-01')" 2>&1`
select is(:'said'::text, 'WARNING:  create_partitions: 2080-06 of public.practice_sessions is not made, since more than 20000 rows '
    'would be moved into it; at a quiet time, run: select signify.create_months(''public.practice_sessions'', ''2080-06-01'', '
    || E'\'2080-06-01\')\nf', 'a month of too many rows is left to an operator');
select is(signify.create_months('public.practice_sessions', '2080-06-01', '2080-06-01'), 1, 'who makes it');
select is((select count(*) from partitions.practice_sessions_2080_06), 20003::bigint, 'with all its rows');

-- The queue -----------------------------------------------------------------------------------------------------------

delete from practice_sessions;
create view tests.miscounted as
select coalesce(w.user_id, q.user_id) as user_id, w.attempts, q.lines
from signify.waiting_attempts w
full join (select user_id, count(*) as lines from practice_scoring_queue where poisoned_at is null group by user_id) q
    on q.user_id = w.user_id
where coalesce(w.attempts, 0) <> coalesce(q.lines, 0);
create function tests.waits(backend int) returns boolean language plpgsql as $$
begin
    for _ in 1 .. 3000 loop
        if cardinality(pg_blocking_pids(backend)) > 0 then return true; end if;
        perform pg_sleep(0.01);
    end loop;
    return false;
end
$$;
select dblink_connect('second', 'dbname=signify_upkeep' || tests.server()) \g /dev/null
select pid as second from dblink('second', 'select pg_backend_pid()') w (pid int) \gset
-- The second statement names the same learners in the other order, and waits at the first of them.
begin;
insert into practice_sessions (user_id, mode) values (tests.ben(), 'word'), (tests.ada(), 'word');
select dblink_send_query('second', $$insert into public.practice_sessions (user_id, mode)
    values (tests.ada(), 'word'), (tests.eva(), 'word'), (tests.ben(), 'word')$$) \g /dev/null
select ok(tests.waits(:second), 'two statements over the same learners wait for each other');
insert into practice_sessions (user_id, mode) values (tests.ada(), 'word');
commit;
select status from dblink_get_result('second') r (status text) \g /dev/null
select * from dblink_get_result('second') r (status text) \g /dev/null
select is_empty('table tests.miscounted', 'and count each');
select is((select sum(attempts) from signify.waiting_attempts), 6::bigint, 'all six');
-- One claims and scores while another hands in; and one who gives up leaves no count.
begin;
update practice_sessions set score = 80, feedback = tests.feedback(80), completed_at = now() where user_id = tests.ben();
select dblink_send_query('second', $$insert into public.practice_sessions (user_id, mode) values (tests.ben(), 'word')$$) \g /dev/null
select ok(tests.waits(:second), 'a learner''s hand-in waits for the end of their scoring');
rollback;
select status from dblink_get_result('second') r (status text) \g /dev/null
select * from dblink_get_result('second') r (status text) \g /dev/null
select is_empty('table tests.miscounted', 'which is undone, and counts nothing');
select is((select attempts from signify.waiting_attempts where user_id = tests.ben()), 3, 'but the hand-in');
-- An account that goes while its learner hands in.
begin;
delete from auth.users where id = tests.ben();
select dblink_send_query('second', $$insert into public.practice_sessions (user_id, mode) values (tests.ben(), 'word')$$) \g /dev/null
select ok(tests.waits(:second), 'a hand-in waits for the end of its account');
commit;
select throws_ok($$select * from dblink_get_result('second') r (status text)$$, '23503', null, 'and is refused');
select dblink_disconnect('second'), dblink_connect('second', 'dbname=signify_upkeep' || tests.server()) \g /dev/null
select pid as second from dblink('second', 'select pg_backend_pid()') w (pid int) \gset
select is_empty('table tests.miscounted', 'no count is left of it');

-- The bound of all is held by the statistics, which follow a commit.
insert into practice_sessions (user_id, mode) select tests.eva(), 'word' from generate_series(1, 20);
select pg_stat_force_next_flush() \g /dev/null
select 1 \g /dev/null
update signify.limits set waiting_in_all = 10;
select throws_like($$insert into practice_sessions (user_id, mode) values (tests.ada(), 'word')$$,
    'practice_scoring_queue: % attempts of all learners wait for a score; hand this one in later', 'beyond what may wait in all');
select throws_ok($$insert into practice_sessions (user_id, mode) values (tests.ada(), 'word')$$, 'PT503', null,
    'is refused with the status of a server that is busy');
select lives_ok($$update practice_scoring_queue set poisoned_at = case when poisoned_at is null then now() end$$,
    'which no retry is');
select lives_ok($$insert into practice_sessions (user_id, mode, score, feedback, completed_at)
    values (tests.ada(), 'word', 80, tests.feedback(80), now())$$, 'nor an attempt with its score');
update signify.limits set waiting_in_all = 1000000;

-- Two awards of one recording at once: the second waits, and pays nothing.
insert into practice_sessions (id, user_id, mode, raw_metrics, score, feedback, started_at, completed_at)
select tests.id(n), tests.ada(), 'word', '[{"a": 1}]', 80, tests.feedback(80), '2026-11-01', '2026-11-01'
from generate_series(100, 101) n;
begin;
select is(award_practice(tests.id(100), '2026-11-01', 10), 10, 'the first award pays');
select dblink_send_query('second', $$select public.award_practice(tests.id(101), '2026-11-01', 10)$$) \g /dev/null
select ok(tests.waits(:second), 'the second waits for it');
commit;
select is((select points from dblink_get_result('second') r (points int)), 0, 'and pays nothing for the same recording');
select dblink_disconnect(c) from unnest(array['second', 'writer']) c \g /dev/null

-- A login of the backend, as the documentation makes it.
insert into reference_signs (gloss, signature) values ('LOGIN', 's');
select is((select count(*) from dblink('dbname=signify_upkeep user=signify_tests_backend host=' ||
        split_part(current_setting('unix_socket_directories'), ',', 1) || ' port=' || current_setting('port'),
        'select id from public.practice_sessions union all select id from public.reference_signs') r (id uuid)),
    (select count(*) from practice_sessions) + 1, 'a login that is a member of service_role reads what is there');

-- Publishing ------------------------------------------------------------------------------------------------------------

-- A draft that changes while it is published: the second waits for the first, and neither publishes what no editor has read.
insert into lessons (id, author_id, lesson_code, title, lesson_type, is_active)
select tests.id(n), tests.ada(), 'race-' || n, 'A', 'word', false from generate_series(20, 21) n;
select dblink_connect('second', 'dbname=signify_upkeep' || tests.server()) \g /dev/null
select pid as second from dblink('second', 'select pg_backend_pid()') w (pid int) \gset
select updated_at as read_at from lessons where id = tests.id(20) \gset
begin;
select tests.become('authenticated', tests.ada()) \g /dev/null
insert into public.notes (lesson_id, note_content) values (tests.id(20), 'Unread');
select tests.become('none') \g /dev/null
select dblink_send_query('second', format('select public.publish_lesson(%L, %L)', tests.id(20), :'read_at')) \g /dev/null
select ok(tests.waits(:second), 'a publication waits for a change of its draft');
commit;
select throws_ok($$select * from dblink_get_result('second') r (at timestamptz)$$, 'PT409', null, 'and does not publish it');
select dblink_disconnect('second'), dblink_connect('second', 'dbname=signify_upkeep' || tests.server()) \g /dev/null
select pid as second from dblink('second', 'select pg_backend_pid()') w (pid int) \gset
begin;
select public.publish_lesson(tests.id(21)) \g /dev/null
select dblink_exec('second', format('begin; set local role authenticated; set local request.jwt.claims = %L',
    json_build_object('sub', tests.ada()))) \g /dev/null
select dblink_send_query('second', format('insert into public.notes (lesson_id, note_content) values (%L, ''Unread'')', tests.id(21)))
\g /dev/null
select ok(tests.waits(:second), 'a change of a draft waits for its publication');
commit;
select throws_ok($$select * from dblink_get_result('second') r (status text)$$, '42501', null, 'and is refused');
select dblink_disconnect('second') \g /dev/null

-- Over rows that came before -------------------------------------------------------------------------------------------

\! psql -Xq -v ON_ERROR_STOP=1 -d signify_older -f scripts/database/tests/older.psql
\! scripts/database/apply postgresql:///signify_older >/dev/null 2>&1
select is(
    (select string_agg(line, ' | ') from dblink('dbname=signify_older' || tests.server(), $$
        select (select string_agg(to_char(started_at at time zone 'UTC', 'YYYY-MM-DD'), ' ' order by started_at)
                from practice_sessions where user_id = md5('1')::uuid)
        union all select to_char(max(created_at) at time zone 'UTC', 'YYYY-MM-DD') from chat_messages
        union all select bool_and(convalidated)::text from pg_constraint
            where conname in ('practice_sessions_started_at_check', 'chat_messages_created_at_check')
        union all select string_agg(attempts::text, ' ' order by attempts) from signify.waiting_attempts
        union all select count(*) || ' of which ' || count(distinct fair_at) || ' turns, ' || count(recording_id) || count(named_recording_id)
            || count(*) filter (where (recording_bucket, recording_path) = ('practice-recordings', 'old.pose'))
            from practice_scoring_queue where user_id = md5('2')::uuid and poisoned_at is null
        union all select count(*)::text from practice_scoring_queue q join practice_sessions p
            on p.id = q.session_id and p.started_at = q.started_at$$) t (line text)),
    '2000-01-01 2000-01-01 2020-01-01 2099-12-31 2099-12-31 | 2099-12-31 | true | 3 5 | 3 of which 3 turns, 333 | 9',
    'the migrations bring earlier rows within the bounds, count what waits and name its recordings');
select results_eq(
    $$select * from dblink('dbname=signify_older' || tests.server(),
        'select lesson_code, published_at::date from lessons order by lesson_code') t (code text, published date)$$,
    $$values ('not offered', null::date), ('of a learner', null), ('of an editor', '2021-01-01'), ('of the service', '2020-01-01')$$,
    'a learner''s earlier lesson is a draft, whatever they wrote; what editors and the service offered is published');
select * from finish();
\connect postgres
\! for name in upkeep older; do dropdb --force "signify_$name"; done; dropuser signify_tests_backend
