-- What an exporter of metrics and a backup may do, and the figures that alerts are made of.
begin;
set local search_path = extensions, public;
select plan(30);
select tests.people();

-- The rights of both: everything else is refused.
create temporary view executable as
select r.rolname, p.oid::regprocedure::text as signature
from pg_roles r cross join pg_proc p join pg_namespace n on n.oid = p.pronamespace
where r.rolname in ('signify_monitor', 'signify_backup') and n.nspname in ('public', 'signify', 'jobs', 'audit')
    and has_schema_privilege(r.oid, n.oid, 'usage') and has_function_privilege(r.oid, p.oid, 'execute')
    and p.provolatile <> 'i' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');
select set_eq($$select signature from executable where rolname = 'signify_monitor'$$,
    array['signify.database_figures()', 'signify.statement_figures()'], 'the monitor executes these, and no other');
select set_eq($$select signature from executable where rolname = 'signify_backup'$$,
    array['signify.note_backup(timestamp with time zone,bigint,text)'], 'the backup notes itself, and executes nothing else');
select is_empty(
    $$select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'partitions', 'signify', 'audit', 'auth', 'storage') and c.relkind in ('r', 'p', 'v', 'm')
            and (has_table_privilege('signify_monitor', c.oid, 'select, insert, update, delete, truncate')
                or has_any_column_privilege('signify_monitor', c.oid, 'select, insert, update'))
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')$$,
    'the monitor reads no table');
select is_empty(
    $$select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'partitions', 'signify', 'audit', 'auth', 'storage') and c.relkind in ('r', 'p')
            and (has_table_privilege('signify_backup', c.oid, 'insert, update, delete, truncate')
                or has_any_column_privilege('signify_backup', c.oid, 'insert, update'))$$,
    'the backup writes to no table');
select is_empty(
    $$select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'partitions', 'signify', 'audit', 'auth', 'storage') and c.relkind in ('r', 'p', 'S')
            and not case c.relkind when 'S' then has_sequence_privilege('signify_backup', c.oid, 'select')
                else has_table_privilege('signify_backup', c.oid, 'select') end$$,
    'the backup reads every table and sequence');
select ok(rolbypassrls and not rolsuper and not rolcreaterole and not rolcreatedb, 'row-level security hides no row from the backup')
from pg_roles where rolname = 'signify_backup';
select ok(not (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb), 'the monitor has no attribute') from pg_roles
where rolname = 'signify_monitor';
select is(tests.attempt(r, null, s), 'denied', r || ' is denied: ' || s)
from (values ('signify_monitor', 'select from public.users'), ('signify_monitor', 'select from signify.backups'),
    ('signify_monitor', $$select signify.note_backup(now(), 1, 'a')$$), ('signify_backup', 'delete from public.users'),
    ('signify_backup', 'insert into signify.backups values (now(), 1, ''a'')'),
    ('service_role', $$select signify.note_backup(now(), 1, 'a')$$), ('authenticated', 'select signify.database_figures()'),
    ('signify_worker', 'select signify.statement_figures()')) d (r, s);
select is(tests.attempt('signify_backup', null, 'select from public.users'), (select 'rows ' || count(*) from public.users),
    'the backup sees all learners');

-- Backups. A restored database has some.
delete from signify.backups;
select is(last_backup_timestamp_seconds, 0::float8, 'without a backup the last was in 1970') from signify.database_figures();
set local role signify_backup;
select signify.note_backup('2026-11-22 02:00+00', 1000, '/backups') \g /dev/null
select signify.note_backup('2026-11-29 02:00+00', 1100, '/backups s3:off-site') \g /dev/null
select lives_ok($$select signify.note_backup('2026-11-29 02:00+00', 9, 'again')$$, 'a backup is noted again without harm');
select throws_ok(format('select signify.note_backup(%L, 1, %L)', now() + interval '1 hour', 'a'), '23514', null,
    'a backup of the future would keep the alert silent');
select throws_ok($$select signify.note_backup('2026-11-30 02:00+00', 0, 'a')$$, '23514', null, 'an empty dump is none');
reset role;
select is((select bytes from signify.backups where taken_at = '2026-11-29 02:00+00'), 1100::bigint, 'the first note of a backup stays');
set local role signify_monitor;
select is(last_backup_timestamp_seconds, extract(epoch from timestamptz '2026-11-29 02:00+00')::float8,
    'the newest backup is the last') from signify.database_figures();
reset role;

-- The queue.
delete from public.practice_scoring_queue;
select results_eq('select queue_ready, queue_delayed, queue_poisoned, queue_oldest_seconds from signify.database_figures()',
    'values (0::bigint, 0::bigint, 0::bigint, 0::float8)', 'of an empty queue every figure is 0');
insert into public.practice_sessions (user_id, mode) select tests.ada(), 'freestyle' from generate_series(1, 6);
update public.practice_scoring_queue q
set enqueued_at = now() - n * interval '10 seconds',
    not_before = case when n = 5 then now() + interval '1 hour' else q.not_before end,
    poisoned_at = case when n = 6 then now() end
from (select session_id, row_number() over (order by session_id) as n from public.practice_scoring_queue) k
where k.session_id = q.session_id;
set local role signify_monitor;
select results_eq('select queue_ready, queue_delayed, queue_poisoned, queue_oldest_seconds from signify.database_figures()',
    'values (4::bigint, 1::bigint, 1::bigint, 50::float8)', 'ready, delayed and poisoned attempts, and the age of the oldest that waits');

-- Statements: this server loads pg_stat_statements.
select is(statements_tracked, 1, 'statements are tracked') from signify.database_figures();
reset role;
set local pg_stat_statements.track = 'all';
select extensions.pg_stat_statements_reset() \g /dev/null
set local role service_role;
select count(*) from public.users where nickname = 'nobody' \g /dev/null
select count(*) from public.users where nickname = 'somebody' \g /dev/null
reset role;
select count(*) from public.users where nickname = 'the owner asks' \g /dev/null
set local role signify_monitor;
select is(max(calls), 2::bigint, 'two calls of a statement of the service are counted')
from signify.statement_figures() where rolname = 'service_role';
select cmp_ok(min(seconds), '>', 0::float8, 'and took time') from signify.statement_figures() where rolname = 'service_role';
select is_empty($$select from signify.statement_figures() f join pg_database d on d.datname = current_database()
    join pg_roles r on r.oid = d.datdba and r.rolname = f.rolname$$, 'the owner''s statements, as jobs and migrations, are not among them');
select cmp_ok(count(*), '<=', 100::bigint, 'never more than a hundred') from signify.statement_figures();
reset role;
-- A database without the extension.
alter extension pg_stat_statements set schema tests;
set local role signify_monitor;
select is(statements_tracked, 0, 'without the extension no statement is tracked, and the other figures come') from signify.database_figures();
reset role;
select * from finish();
rollback;
