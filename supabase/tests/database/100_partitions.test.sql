-- Months: made ahead, closed to everybody, and filled from the DEFAULT partition.
begin;
set local search_path = extensions, public;
-- Months are UTC's, wherever the session is.
set local time zone 'Pacific/Auckland';
select plan(44);
select tests.people();
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());

create view pg_temp.place as
select 'practice_sessions' as of_table, id, tableoid::regclass::text as partition from practice_sessions
union all
select 'chat_messages', id, tableoid::regclass::text from chat_messages;

select has_table('partitions', format('%s_%s', t, to_char(now() at time zone 'UTC' + make_interval(months => m), 'YYYY_MM')),
    format('%s has the month %s from now', t, m))
from unnest(array['practice_sessions', 'chat_messages']) t, unnest(array[0, 3]) m;

-- What jobs.create_partitions() does, in this transaction. scripts/database/tests/upkeep.test.sql calls the procedure itself.
create function pg_temp.create_partitions(at timestamptz, months_ahead int default 3) returns int language sql as $$
    select count(*) filter (where jobs.create_partition(parent, month))::int from jobs.missing_months(at, months_ahead)
$$;
select is(pg_temp.create_partitions('2091-01-15'), 8, 'a month and the next three, of two tables');
select is(pg_temp.create_partitions('2091-01-15'), 0, 'run again, none');
select is(pg_temp.create_partitions('2091-02-01 00:00+00'), 2, 'a month later, one each');
select is(pg_temp.create_partitions('2091-02-01 00:00+00', 6), 6, 'further ahead, those that are missing');

insert into practice_sessions (id, user_id, mode, started_at) values
    (tests.id(1), tests.ada(), 'word', '2091-03-31 23:59:59.999999+00'),
    (tests.id(2), tests.ada(), 'word', '2091-04-01 00:00+00');
select results_eq('select partition from pg_temp.place where of_table = ''practice_sessions'' order by id',
    array['partitions.practice_sessions_2091_03', 'partitions.practice_sessions_2091_04'], 'a month ends with UTC''s');

-- Rows that came before their month: an attempt that waits, one with a score, a message. And the nearest that are outside
-- of the job's window.
delete from practice_sessions;
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(3), tests.ada(), 'word', '2096-05-10');
insert into practice_sessions (id, user_id, mode, score, feedback, started_at, completed_at)
values (tests.id(4), tests.ada(), 'word', 80, tests.feedback(80), '2094-05-01 00:00+00', '2094-05-01 00:00+00');
insert into practice_sessions (id, user_id, mode, started_at) values
    (tests.id(5), tests.ada(), 'word', '2094-04-30 23:59:59+00'), (tests.id(7), tests.ada(), 'word', '2096-09-01 00:00+00');
insert into chat_messages (id, chat_id, sender, created_at) values (tests.id(6), tests.id(60), 'user', '2096-05-10');
select set_eq('select distinct partition from pg_temp.place', array['partitions.practice_sessions_default',
    'partitions.chat_messages_default'], 'rows without a month are in the DEFAULT partition');
delete from signify.metrics_changes;
create temporary table rows_before as select p.* from practice_sessions p;
create temporary table queue_before as select q.* from practice_scoring_queue q;
create temporary table chat_before as select c.* from chat_sessions c;
create temporary table audit_before as select count(*) as n from audit.log where action <> 'DDL';

select throws_ok($$create table partitions.clash partition of public.practice_sessions
    for values from ('2096-05-01 00:00+00') to ('2096-06-01 00:00+00')$$, '23514', null,
    'PostgreSQL refuses their month while they are there');
select is(pg_temp.create_partitions('2096-05-20'), 9, 'the job makes the months, and the month of the old row');
select set_eq('select * from pg_temp.place', $$values
    ('practice_sessions', tests.id(3), 'partitions.practice_sessions_2096_05'),
    ('practice_sessions', tests.id(4), 'partitions.practice_sessions_2094_05'),
    ('practice_sessions', tests.id(5), 'partitions.practice_sessions_default'),
    ('practice_sessions', tests.id(7), 'partitions.practice_sessions_default'),
    ('chat_messages', tests.id(6), 'partitions.chat_messages_2096_05')$$, 'and moves the rows into them');
select set_eq('select p.* from practice_sessions p', 'select * from rows_before', 'as they were');
select set_eq('select q.* from practice_scoring_queue q', 'select * from queue_before', 'with their places in the queue');
select set_eq('select c.* from chat_sessions c', 'select * from chat_before', 'and in their chat');
select is_empty('select 1 from signify.metrics_changes', 'nothing is to be computed');
select results_eq($$select count(*) from audit.log where action <> 'DDL'$$, 'select n from audit_before',
    'nor audited');
select is(pg_temp.create_partitions('2096-05-20'), 0, 'run again, none');

-- A new month is like the others.
select is((select relrowsecurity from pg_class where oid = 'partitions.practice_sessions_2096_05'::regclass), true,
    'a new month has row-level security');
select is(tests.attempt(r, tests.ada(), 'select 1 from partitions.practice_sessions_2096_05'), 'denied',
    r || ' does not read it directly') from unnest(array['authenticated', 'service_role']) r;
select tests.become('authenticated', tests.ada());
select set_eq('select id from public.practice_sessions', array[tests.id(3), tests.id(4), tests.id(5), tests.id(7)],
    'through the table, its rows are their learner''s');
reset role;
select results_eq(
    $$select count(*) from pg_index where indrelid = 'partitions.practice_sessions_2096_05'::regclass$$,
    $$select count(*) from pg_index where indrelid = 'public.practice_sessions'::regclass$$, 'it has all the indexes');
select throws_like($$insert into practice_sessions (user_id, mode, raw_metrics, started_at)
    values (tests.ada(), 'word', '1', '2096-05-11')$$, '%raw_metrics: $: an object or an array, not number', 'the checks');
select is((select count(*) from pg_constraint where conrelid = 'partitions.practice_sessions_2096_05'::regclass and contype = 'f'),
    3::bigint, 'and the foreign keys');

-- What it refuses
select throws_ok(format('select * from jobs.missing_months(%s)', arguments), '22023', message, 'no months of ' || arguments)
from (values
    ($$now(), 13$$, 'create_partitions: months_ahead is 13, but must be from 0 to 12'),
    ($$now(), -1$$, 'create_partitions: months_ahead is -1, but must be from 0 to 12'),
    ($$now(), null$$, 'create_partitions: months_ahead is null, but must be from 0 to 12'),
    ($$'infinity'$$, 'create_partitions: at is infinity, but must be in the years 2000 to 2099'),
    ($$'-infinity'$$, 'create_partitions: at is -infinity, but must be in the years 2000 to 2099'),
    ($$null$$, 'create_partitions: at is null, but must be in the years 2000 to 2099'),
    ($$'2100-01-01 00:00+00'$$, 'create_partitions: at is 2100-01-01 00:00:00+00, but must be in the years 2000 to 2099'))
    r (arguments, message);
select results_eq($$select max(month) from jobs.missing_months('2099-11-15', 12)$$, array['2099-12-01'::date],
    'no month is beyond the bounds of the tables');
select throws_ok(format('select jobs.create_partition(%s)', arguments), '22023', null, 'no month of ' || arguments)
from unnest(array[$$'public.users', '2030-01-01'$$, $$'partitions.chat_messages_default', '2030-01-01'$$, $$null, '2030-01-01'$$,
    $$'public.chat_messages', '1999-12-31'$$, $$'public.chat_messages', '2100-01-01'$$, $$'public.chat_messages', 'infinity'$$,
    $$'public.chat_messages', null$$]) arguments;
select throws_ok($$select signify.create_months('public.chat_messages', '2010-01-01', '2030-01-31')$$, '54000',
    'create_months: 2010-01-01 to 2030-01-31 are 241 months, but a call makes at most 240; make them in several calls',
    'an operator makes so many months a call');
select throws_ok($$select signify.create_months('public.chat_messages', '2010-01-01', 'infinity')$$, '22023',
    'create_months: the range is 2010-01-01 to infinity; give two dates', 'and of a range that ends');
select is(signify.create_months('public.chat_messages', '2010-01-01', '2010-03-31'), 3, 'a range has both its ends');
select * from finish();
rollback;
