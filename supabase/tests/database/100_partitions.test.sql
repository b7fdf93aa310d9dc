-- Months: made ahead, closed to everybody, and filled from the DEFAULT partition.
begin;
set local search_path = extensions, public;
-- Months are UTC's, wherever the session is.
set local time zone 'Pacific/Auckland';
select plan(26);
select tests.people();
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());

create view pg_temp.place as
select 'practice_sessions' as of_table, id, tableoid::regclass::text as partition from practice_sessions
union all
select 'chat_messages', id, tableoid::regclass::text from chat_messages;

select has_table('partitions', format('%s_%s', t, to_char(now() at time zone 'UTC' + make_interval(months => m), 'YYYY_MM')),
    format('%s has the month %s from now', t, m))
from unnest(array['practice_sessions', 'chat_messages']) t, unnest(array[0, 3]) m;

select is(jobs.create_partitions('2131-01-15'), 8, 'a month and the next three, of two tables');
select is(jobs.create_partitions('2131-01-15'), 0, 'run again, none');
select is(jobs.create_partitions('2131-02-01 00:00+00'), 2, 'a month later, one each');
select is(jobs.create_partitions('2131-02-01 00:00+00', 6), 6, 'further ahead, those that are missing');

insert into practice_sessions (id, user_id, mode, started_at) values
    (tests.id(1), tests.ada(), 'word', '2131-03-31 23:59:59.999999+00'),
    (tests.id(2), tests.ada(), 'word', '2131-04-01 00:00+00');
select results_eq('select partition from pg_temp.place where of_table = ''practice_sessions'' order by id',
    array['partitions.practice_sessions_2131_03', 'partitions.practice_sessions_2131_04'], 'a month ends with UTC''s');

-- Rows that came before their month: an attempt that waits, one with a score, a message.
delete from practice_sessions;
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(3), tests.ada(), 'word', '2133-05-10');
insert into practice_sessions (id, user_id, mode, score, feedback, started_at, completed_at)
values (tests.id(4), tests.ada(), 'word', 80, tests.feedback(80), '1999-07-10', '1999-07-10');
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(5), tests.ada(), 'word', 'infinity');
insert into chat_messages (id, chat_id, sender, created_at) values (tests.id(6), tests.id(60), 'user', '2133-05-10');
select set_eq('select distinct partition from pg_temp.place', array['partitions.practice_sessions_default',
    'partitions.chat_messages_default'], 'rows without a month are in the DEFAULT partition');
delete from signify.metrics_changes;
create temporary table rows_before as select p.* from practice_sessions p;
create temporary table queue_before as select q.* from practice_scoring_queue q;
create temporary table chat_before as select c.* from chat_sessions c;
create temporary table audit_before as select count(*) as n from audit.log where action <> 'DDL';

select throws_ok($$create table partitions.clash partition of public.practice_sessions
    for values from ('2133-05-01 00:00+00') to ('2133-06-01 00:00+00')$$, '23514', null,
    'PostgreSQL refuses their month while they are there');
select is(jobs.create_partitions('2133-05-01'), 9, 'the job makes the months, and the month of the old row');
select set_eq('select * from pg_temp.place', $$values
    ('practice_sessions', tests.id(3), 'partitions.practice_sessions_2133_05'),
    ('practice_sessions', tests.id(4), 'partitions.practice_sessions_1999_07'),
    ('practice_sessions', tests.id(5), 'partitions.practice_sessions_default'),
    ('chat_messages', tests.id(6), 'partitions.chat_messages_2133_05')$$, 'and moves the rows into them');
select set_eq('select p.* from practice_sessions p', 'select * from rows_before', 'as they were');
select set_eq('select q.* from practice_scoring_queue q', 'select * from queue_before', 'with their places in the queue');
select set_eq('select c.* from chat_sessions c', 'select * from chat_before', 'and in their chat');
select is_empty('select 1 from signify.metrics_changes', 'nothing is to be computed');
select results_eq($$select count(*) from audit.log where action <> 'DDL'$$, 'select n from audit_before',
    'nor audited');
select is(jobs.create_partitions('2133-05-01'), 0, 'run again, none');

-- A new month is like the others.
select is((select relrowsecurity from pg_class where oid = 'partitions.practice_sessions_2133_05'::regclass), true,
    'a new month has row-level security');
select is(tests.attempt(r, tests.ada(), 'select 1 from partitions.practice_sessions_2133_05'), 'denied',
    r || ' does not read it directly') from unnest(array['authenticated', 'service_role']) r;
select tests.become('authenticated', tests.ada());
select set_eq('select id from public.practice_sessions', array[tests.id(3), tests.id(4), tests.id(5)],
    'through the table, its rows are their learner''s');
reset role;
select results_eq(
    $$select count(*) from pg_index where indrelid = 'partitions.practice_sessions_2133_05'::regclass$$,
    $$select count(*) from pg_index where indrelid = 'public.practice_sessions'::regclass$$, 'it has all the indexes');
select throws_like($$insert into practice_sessions (user_id, mode, raw_metrics, started_at)
    values (tests.ada(), 'word', '1', '2133-05-11')$$, '%raw_metrics: $: an object or an array, not number', 'the checks');
select is((select count(*) from pg_constraint where conrelid = 'partitions.practice_sessions_2133_05'::regclass and contype = 'f'),
    3::bigint, 'and the foreign keys');
select * from finish();
rollback;
