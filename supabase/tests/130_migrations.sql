-- The migrations: from empty, twice, onto a database with rows, two at once, and one that fails.
--
-- In databases of their own. psql runs at the top of the repository.
\set QUIET on
\! for name in empty rows deployed restored; do dropdb --if-exists --force "signify_$name" 2>/dev/null; createdb "signify_$name"; done
begin;
set local search_path = extensions, public;
select plan(22);

\set count `ls supabase/migrations/*.sql | wc -l`
\set first `supabase/apply postgresql:///signify_empty 2>&1 | grep -c '^applied '`
select is(:'first'::text, :'count', 'from empty, every migration is applied');
\set before `pg_dump --schema-only --exclude-schema=supabase_migrations signify_empty | grep -Ev '^.(un)?restrict ' | md5sum`
\set second `supabase/apply postgresql:///signify_empty 2>&1`
select is(:'second'::text, 'nothing to apply', 'a second time, none');
\set after `pg_dump --schema-only --exclude-schema=supabase_migrations signify_empty | grep -Ev '^.(un)?restrict ' | md5sum`
select is(:'after'::text, :'before', 'and the schema is the same');
\set listed `psql -XAt -d signify_empty -c 'select count(*) from supabase_migrations.schema_migrations where statements is not null'`
select is(:'listed'::text, :'count', 'the ledger has each with its text, as the Supabase CLI''s own');
\set seeded `supabase/apply --seed postgresql:///signify_empty 2>&1 | tail -n 1; psql -XAt -d signify_empty -c 'select count(*) from lessons'`
select is(:'seeded'::text, E'seeded\n27', 'the seed has its lessons');
\set version `psql -XAt -d signify_empty -c "select md5(string_agg(t::text, ',' order by t::text)) from (select l::text from lessons l union all select n::text from notes n union all select c::text from tests_content c) t"`
\set again `supabase/apply --seed postgresql:///signify_empty 2>&1 | tail -n 1; psql -XAt -d signify_empty -c "select md5(string_agg(t::text, ',' order by t::text)) from (select l::text from lessons l union all select n::text from notes n union all select c::text from tests_content c) t"`
select is(:'again'::text, E'seeded\n' || :'version', 'and a second time changes none of them');

-- Onto a database with rows: identities that were there before any profile; then rows of every kind that were there
-- before the checks, the policies, the audit and the jobs.
\set until `supabase/apply --until 20261125000100 postgresql:///signify_rows 2>&1 | tail -n 1`
select is(:'until'::text, 'applied 20261125000100_roles_and_schemas', 'as far as the first');
\set identities `psql -XAtq -d signify_rows -c "insert into auth.users (id, email, raw_user_meta_data) select md5(n::text)::uuid, 'old' || n || '@example.org', case when n % 2 = 0 then '{\"nickname\": \"Old hand\"}'::jsonb end from generate_series(1, 1000) n" -c "insert into auth.users (id) values (md5('none')::uuid)" 2>&1`
select is(:'identities'::text, '', 'identities come before the profiles');
\set upto `supabase/apply --until 20261125000800 postgresql:///signify_rows 2>&1 | tail -n 1`
select is(:'upto'::text, 'applied 20261125000800_experience', 'as far as the tables');
\set profiles `psql -XAtq -d signify_rows -c "select count(*), count(*) filter (where nickname = 'Old hand') from users" -c "select count(*) from user_settings"`
select is(:'profiles'::text, E'1000|500\n1000', 'each identity with an address has its profile and settings');
\set rows `psql -XAtq -d signify_rows -f supabase/tests/old_rows.psql 2>&1`
select is(:'rows'::text, '', 'rows come before the checks');
\set rest `supabase/apply postgresql:///signify_rows 2>&1 | tail -n 1`
\set last `ls supabase/migrations/*.sql | tail -n 1 | xargs basename -s .sql`
select is(:'rest'::text, 'applied ' || :'last', 'the rest is applied over them');
\set kept `psql -XAtq -d signify_rows -c "select (select count(*) from practice_sessions), (select count(*) from chat_messages), (select sum(xp) from users), (select count(*) from practice_scoring_queue)"`
select is(:'kept'::text, '300|50|500|100', 'and they are all there');
\set nightly `psql -XAtq -d signify_rows -c "select jobs.nightly('2026-11-25')" -c "select sum(session_count), sum(xp_gain) from practice_metrics_daily"`
select is(:'nightly'::text, E'\n200|500', 'the metrics see what was there before them');

-- A logical backup comes back as it was.
\set restored `pg_dump -Fc signify_rows | pg_restore --exit-on-error -d signify_restored 2>&1`
select is(:'restored'::text, '', 'a backup is restored without a word');
\set original `psql -XAtq -d signify_rows -f supabase/tests/content.psql`
\set copy `psql -XAtq -d signify_restored -f supabase/tests/content.psql`
select is(:'copy'::text, :'original', 'and every table is as it was');

-- By a role that is no superuser, as Supabase's postgres is: it may make roles and pass row-level security, and has
-- what Supabase gives it in schemas that are not its own. It has no event triggers and no pg_cron here.
\! psql -Xq -c "create role signify_deployer login createrole bypassrls" 2>/dev/null
\! psql -Xq -d signify_deployed -f supabase/bootstrap/plain_postgres.sql 2>/dev/null
\set deployer `psql -Xq -v ON_ERROR_STOP=1 -d signify_deployed -f supabase/tests/deployer.psql 2>&1`
select is(:'deployer'::text, '', 'a deployer that is no superuser');
\set deployed `supabase/apply --seed "postgresql:///signify_deployed?user=signify_deployer" 2>&1 | grep -c '^applied '`
select is(:'deployed'::text, :'count', 'applies every migration');
\set works `psql -XAtq -d signify_deployed -f supabase/tests/deployed.psql 2>&1`
select is(:'works'::text, E'Ada|10|1', 'and what it made works for a learner, the service and a job');

-- Two at once: the second waits and finds nothing to do. One that fails leaves nothing.
\! dropdb --force signify_empty; createdb signify_empty
\set both `for i in 1 2; do supabase/apply postgresql:///signify_empty 2>&1 & done | sort | uniq -c | grep -c ' 1 applied '; wait`
select is(:'both'::text, :'count', 'two at once apply each migration once');
\set failing `d=$(mktemp -d) && cp -r supabase/apply supabase/bootstrap supabase/migrations "$d" && printf 'create table public.half (id int);\nselect 1 / 0;\n' > "$d/migrations/29990101000000_fails.sql" && { "$d/apply" postgresql:///signify_rows 2>&1 | tail -n 1; psql -XAt -d signify_rows -c "select to_regclass('public.half') is null, count(*) from supabase_migrations.schema_migrations where version like '2999%'"; }; rm -rf "$d"`
select is(:'failing'::text, E'apply: migrations/29990101000000_fails.sql failed; nothing of it was kept\nt|0',
    'a migration that fails leaves nothing, and says so');
\set late `d=$(mktemp -d) && cp -r supabase/apply supabase/bootstrap supabase/migrations "$d" && echo 'select 1;' > "$d/migrations/20200101000000_late.sql" && "$d/apply" postgresql:///signify_rows 2>&1 | tail -n 1; rm -rf "$d"`
select is(:'late'::text, 'apply: migrations/20200101000000_late.sql is older than what the database has; give it a later version',
    'one that comes late is not slipped in');
select * from finish();
rollback;
\! for name in empty rows deployed restored; do dropdb --force "signify_$name"; done; dropuser signify_deployer
