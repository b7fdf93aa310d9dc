-- What holds of the schema as a whole, asked of the catalogue: a table, function or column that a later migration
-- adds is held to it too.
begin;
set local search_path = extensions, public;
select plan(25);

create view pg_temp.own_tables as
select c.oid, c.oid::regclass as name, n.nspname as schema, c.relname, c.relkind, c.relrowsecurity
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'partitions', 'signify', 'audit') and c.relkind in ('r', 'p')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');
create view pg_temp.own_functions as
select p.*, p.oid::regprocedure as signature
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'signify', 'jobs', 'audit')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');

select set_eq(
    $$select relname::text from pg_temp.own_tables where schema = 'public' and relname in (
        'users', 'user_settings', 'lessons', 'notes', 'tests', 'tests_content', 'chat_sessions', 'chat_messages',
        'practice_sessions', 'practice_metrics_daily', 'media_assets')$$,
    array['chat_messages', 'chat_sessions', 'lessons', 'media_assets', 'notes', 'practice_metrics_daily',
        'practice_sessions', 'tests', 'tests_content', 'user_settings', 'users'],
    'the blueprint''s eleven tables are there');
select is_empty($$select name from pg_temp.own_tables where not relrowsecurity$$,
    'every table and every partition has row-level security');
select is_empty(
    $$select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'm'
        or relnamespace = 'public'::regnamespace and relkind = 'v'
            and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')$$,
    'public has no view, which row-level security would not hold back');
select is_empty(
    $$select name, r from pg_temp.own_tables
        cross join unnest(array['anon', 'authenticated', 'content_editor', 'service_role', 'signify_worker']) r
        where schema = 'partitions' and has_table_privilege(r, oid, 'select, insert, update, delete, truncate')$$,
    'no role of the API has a privilege on a partition');
select is_empty(
    $$select name from pg_temp.own_tables where has_table_privilege('anon', oid,
        'select, insert, update, delete, truncate, references, trigger')$$,
    'whoever is not signed in has a privilege on no table');
select is_empty(
    $$select name, r from pg_temp.own_tables
        cross join unnest(array['authenticated', 'content_editor', 'service_role', 'signify_worker']) r
        where has_table_privilege(r, oid, 'truncate, references, trigger')$$,
    'nobody may truncate, which row-level security would not hold back');

-- Policies
select is_empty(
    $$select tablename, policyname from pg_policies
        where (schemaname = 'public' or policyname like 'signify%')
            and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''),
                '\( SELECT auth\.uid\(\) AS uid\)', '', 'g') like '%auth.%'$$,
    'policies ask once a statement who it is, by (select auth.uid())');
select is_empty(
    $$select tablename, policyname from pg_policies where schemaname = 'public' and 'public' = any (roles)$$,
    'each policy names its roles');
-- A login that is a member of service_role has its grants without its BYPASSRLS. A later migration that grants it a
-- table calls signify.open_to_service().
select is_empty(
    $$select t.name from pg_temp.own_tables t
        where t.schema in ('public', 'signify', 'audit')
            and (has_table_privilege('service_role', t.oid, 'select, insert, update, delete')
                or has_any_column_privilege('service_role', t.oid, 'select, insert, update'))
            and not exists (
                select from pg_policy p
                where p.polrelid = t.oid and p.polpermissive and p.polcmd = '*'
                    and p.polroles = array['service_role'::regrole::oid]
                    and pg_get_expr(p.polqual, p.polrelid) = 'true'
                    and pg_get_expr(p.polwithcheck, p.polrelid) = 'true')$$,
    'no policy hides a row of its tables from a member of service_role');

-- Functions
select is_empty(
    $$select signature from pg_temp.own_functions
        where prokind <> 'p' and not coalesce(proconfig::text like '%search_path=%', false)$$,
    'every function has its search_path pinned');
-- PostgreSQL lets no procedure with settings commit; its functions have them.
select is_empty($$select signature from pg_temp.own_functions where prokind = 'p' and (prosecdef or proconfig is not null)$$,
    'a procedure runs as its caller');
select is_empty(
    $$select signature from pg_temp.own_functions where prosecdef and not coalesce(proconfig::text like
        '%"search_path=\\"\\""%', false)$$,
    'every function that runs as its owner has an empty search_path');
select is_empty(
    $$select signature from pg_temp.own_functions
        where has_function_privilege('anon', oid, 'execute') and provolatile <> 'i'$$,
    'whoever is not signed in executes nothing that reads or writes');
select set_eq(
    $$select signature::text from pg_temp.own_functions
        where has_function_privilege('authenticated', oid, 'execute') and provolatile <> 'i'$$,
    array['authored_answers(uuid)', 'dashboard_progress()', 'erase_me()', 'export_my_data()', 'practice_history()',
        'recent_conversations()', 'signify.cache_answer(text)', 'signify.has_practised(uuid)', 'signify.is_object_of_drafts(text)',
        'signify.is_of_drafts(uuid)', 'signify.may_show(uuid[])', 'signify.practised_by_others(uuid)',
        'signify.request_id()', 'signify.schema_version()', 'signify.writes_lesson(uuid)', 'signify.writes_test(uuid)', 'sync_chat_context(uuid)',
        'withdraw_lesson(uuid)'],
    'a learner executes these functions that read or write, and no other');
select set_eq(
    $$select signature::text from pg_temp.own_functions
        where has_function_privilege('signify_worker', oid, 'execute') and provolatile <> 'i'$$,
    array['award_practice(uuid,timestamp with time zone,integer)', 'increment_xp(uuid,integer,text,text)',
        'signify.award_practices(uuid[],timestamp with time zone[],integer[])', 'signify.hold_signs(jsonb)',
        'signify.language_of(uuid,timestamp with time zone)', 'signify.lesson_is_visible(uuid,uuid)',
        'signify.schema_version()'],
    'the worker executes these, and no other');

select set_eq(
    $$select signature::text from pg_temp.own_functions
        where has_function_privilege('content_editor', oid, 'execute') and provolatile <> 'i'$$,
    $$select signature::text from pg_temp.own_functions
        where has_function_privilege('authenticated', oid, 'execute') and provolatile <> 'i'
        union all values ('publish_lesson(uuid,timestamp with time zone)'), ('signify.hold_signs(jsonb)')$$,
    'a content editor executes what a learner does, publishes and enrols');
select set_eq(
    $$select signature::text from pg_temp.own_functions
        where has_function_privilege('service_role', oid, 'execute') and provolatile <> 'i'$$,
    array['award_practice(uuid,timestamp with time zone,integer)', 'increment_xp(uuid,integer,text,text)',
        'signify.award_practices(uuid[],timestamp with time zone[],integer[])', 'signify.hold_signs(jsonb)',
        'signify.language_of(uuid,timestamp with time zone)', 'signify.lesson_is_visible(uuid,uuid)',
        'publish_lesson(uuid,timestamp with time zone)', 'signify.request_id()', 'signify.schema_version()',
        'signify.spend(uuid,text,integer,integer)', 'sync_chat_context(uuid)',
        'jobs.create_partitions(timestamp with time zone,integer)', 'jobs.create_partition(regclass,date)',
        'jobs.missing_months(timestamp with time zone,integer)',
        'jobs.refresh_practice_metrics_daily(timestamp with time zone)', 'jobs.recompute_streaks(timestamp with time zone)',
        'jobs.nightly(timestamp with time zone)', 'jobs.enqueue_nudges(timestamp with time zone)',
        'jobs.anonymise_practice_sessions(timestamp with time zone)', 'jobs.expire_chats(timestamp with time zone)'],
    'the service executes these, and no other');

select ok(pg_has_role('authenticator', 'content_editor', 'member'), 'a token may make a content editor');
select ok(not pg_has_role('authenticator', 'signify_worker', 'member'), 'no token makes a scoring worker');
select is_empty(
    $$select member::regrole, roleid::regrole from pg_auth_members
        where roleid::regrole::text in ('anon', 'authenticated', 'service_role', 'content_editor', 'signify_worker')
            -- The platform's own operators.
            and member::regrole::text !~ '^(postgres|supabase_.*)$'
            and (member::regrole::text, roleid::regrole::text) not in (('authenticator', 'anon'),
                ('authenticator', 'authenticated'), ('authenticator', 'service_role'),
                ('authenticator', 'content_editor'), ('content_editor', 'authenticated'))$$,
    'no role is another besides');

-- Columns
select is_empty(
    $$select t.name, a.attname from pg_temp.own_tables t
        join pg_attribute a on a.attrelid = t.oid and a.atttypid = 'jsonb'::regtype and a.attnum > 0
        where t.schema = 'public' and not exists (
            select from pg_constraint c
            where c.conrelid = t.oid and c.conname = t.relname || '_' || a.attname || '_check'
                and pg_get_constraintdef(c.oid) like '%signify.faultless%')$$,
    'every JSONB column has a check that names the path');
select is_empty(
    $$select t.name from pg_temp.own_tables t
        join pg_attribute a on a.attrelid = t.oid and a.attname = 'updated_at'
        where not exists (
            select from pg_trigger g where g.tgrelid = t.oid and g.tgfoid = 'signify.touch'::regproc)$$,
    'every updated_at has its trigger');
select is_empty(
    $$select c.conrelid::regclass, c.conname from pg_constraint c join pg_temp.own_tables t on t.oid = c.conrelid
        where c.contype = 'f' and c.conparentid = 0 and not exists (
            select from pg_index i
            where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null)$$,
    'every foreign key has an index that begins with it');
select is_empty(
    $$select name from pg_temp.own_tables t
        where schema in ('public', 'signify', 'audit') and not exists (
            select from pg_index i where i.indrelid = t.oid and i.indisprimary)$$,
    'every table has a primary key');

-- The jobs: pg_cron is loaded where the tests run.
select set_eq(
    $$select command from cron.job where jobname like 'signify %' and active$$,
    array['call jobs.create_partitions()', 'select jobs.anonymise_practice_sessions()',
        'select jobs.enqueue_nudges()', 'select jobs.expire_chats()', 'select jobs.nightly()'],
    'pg_cron runs the five jobs');

select * from finish();
rollback;
