-- The migrations: from empty, twice, over identities, by a role that is no superuser, two at once; a later one on a table
-- in use, and one that fails; and that a backup comes back.
--
-- In databases of their own. psql runs at the top of the repository.
\set QUIET on
\! for name in empty rows deployed restored; do dropdb --if-exists --force "signify_$name"; done 2>/dev/null
\! for name in empty rows deployed restored; do createdb "signify_$name"; done
begin;
set local search_path = extensions, public;
select plan(23);

\set count `ls supabase/migrations/*.sql | wc -l`
\set first `scripts/database/apply postgresql:///signify_empty 2>&1 | grep -c '^applied '`
select is(:'first'::text, :'count', 'from empty, every migration is applied');
\set before `scripts/database/tests/applying.sh schema signify_empty`
\set second `scripts/database/apply postgresql:///signify_empty 2>&1`
select is(:'second'::text, 'nothing to apply', 'a second time, none');
\set after `scripts/database/tests/applying.sh schema signify_empty`
select is(:'after'::text, :'before', 'and the schema is the same');
select results_eq(
    $$select * from dblink('dbname=signify_empty' || tests.server(),
        'select count(*) from supabase_migrations.schema_migrations where statements is not null') t (n bigint)$$,
    array[:count::bigint], 'the ledger has each with its text, as the Supabase CLI''s own');
\set seeded `scripts/database/tests/applying.sh seed signify_empty`
select matches(:'seeded'::text, '^seeded\n174\|', 'the seed has its lessons, notes, signs and items');
\set again `scripts/database/tests/applying.sh seed signify_empty`
select is(:'again'::text, :'seeded', 'and a second time changes none of them');

-- Over identities that precede the schema, as a Supabase project may have.
\set until `scripts/database/apply --until 20261125000100 postgresql:///signify_rows 2>&1 | tail -n 1`
select is(:'until'::text, 'applied 20261125000100_roles_and_schemas', 'as far as the first');
\set identities `scripts/database/tests/applying.sh identities signify_rows`
select is(:'identities'::text, '', 'identities precede the profiles');
\set last `ls supabase/migrations/*.sql | tail -n 1 | xargs basename -s .sql`
\set rest `scripts/database/apply postgresql:///signify_rows 2>&1 | tail -n 1`
select is(:'rest'::text, 'applied ' || :'last', 'the rest is applied over them');
select is(
    (select string_agg(n, ' ') from dblink('dbname=signify_rows' || tests.server(),
        $$select count(*) from users union all
            select count(*) from users where nickname = 'Old hand' union all select count(*) from user_settings$$) t (n text)),
    '1000 500 1000', 'each identity with an address has its profile and settings');
\set rows `psql -XAtq -d signify_rows -f scripts/database/tests/rows.psql 2>&1`
select is(:'rows'::text, '', 'rows of every kind');

-- A logical backup comes back as it was.
\set restored `pg_dump -Fc signify_rows | pg_restore --exit-on-error -d signify_restored 2>&1`
select is(:'restored'::text, '', 'a backup is restored without a word');
\set original `psql -XAtq -d signify_rows -f scripts/database/tests/content.psql`
\set copy `psql -XAtq -d signify_restored -f scripts/database/tests/content.psql`
select is(:'copy'::text, :'original', 'and every table is as it was');

-- By a role that is no superuser, as Supabase's postgres is: it may make roles and pass row-level security, and has
-- what Supabase gives it in schemas that are not its own. It has no event triggers and no pg_cron here.
\! psql -Xq -c "create role signify_deployer login createrole bypassrls" 2>/dev/null
\! psql -Xq -d signify_deployed -f scripts/database/plain_postgres.sql 2>/dev/null
\set deployer `psql -Xq -v ON_ERROR_STOP=1 -d signify_deployed -f scripts/database/tests/deployer.psql 2>&1`
select is(:'deployer'::text, '', 'a deployer that is no superuser');
\set deployed `scripts/database/apply --seed 'postgresql:///signify_deployed?user=signify_deployer' 2>&1 | grep -c '^applied '`
select is(:'deployed'::text, :'count', 'applies every migration');
\set works `psql -XAtq -d signify_deployed -f scripts/database/tests/deployed.psql 2>&1`
select is(:'works'::text, 'Ada|10|1', 'and what it made works for a learner, the service and a job');

-- A later migration on a table in use. Adding a check as NOT VALID takes a lock that no writer shares, briefly; its
-- validation, in a migration of its own, holds up no writer.
select dblink_connect('writer', 'dbname=signify_rows' || tests.server()) \g /dev/null
select dblink_exec('writer', $$begin; insert into practice_sessions (user_id, mode) select id, 'word' from users limit 1$$)
\g /dev/null
\set waiting `scripts/database/tests/applying.sh check signify_rows`
select is(:'waiting'::text, 'apply: migrations/29990101000000_check.sql failed; nothing of it was kept',
    'a check waits for a writer no longer than PGOPTIONS says');
select dblink_exec('writer', 'commit') \g /dev/null
\set checked `scripts/database/tests/applying.sh check signify_rows`
select is(:'checked'::text, 'applied 29990101000000_check', 'and is applied after it');
select dblink_exec('writer', $$begin; insert into practice_sessions (user_id, mode) select id, 'word' from users limit 1$$)
\g /dev/null
\set validated `scripts/database/tests/applying.sh validation signify_rows`
select is(:'validated'::text, 'applied 29990102000000_validation', 'its validation does not wait');
select dblink_exec('writer', 'commit') \g /dev/null
select results_eq(
    $$select * from dblink('writer', 'select bool_and(convalidated), count(*) = (select count(*) from pg_partition_tree(
        ''practice_sessions'')) from pg_constraint where conname = ''practice_sessions_later_check''')
        c (valid boolean, everywhere boolean)$$,
    'values (true, true)', 'and holds in every month');
select dblink_disconnect('writer') \g /dev/null

-- Two at once: the second waits and finds nothing to do. One that fails leaves nothing.
\! dropdb --force signify_empty; createdb signify_empty
\set both `scripts/database/tests/applying.sh twice signify_empty`
select is(:'both'::text, :'count', 'two at once apply each migration once');
\set failing `scripts/database/tests/applying.sh failing signify_rows`
select is(:'failing'::text, E'apply: migrations/29990103000000_fails.sql failed; nothing of it was kept\nt|0',
    'a migration that fails leaves nothing, and says so');
\set late `scripts/database/tests/applying.sh late signify_rows`
select is(:'late'::text,
    'apply: migrations/20200101000000_late.sql is older than what the database has; give it a later version',
    'one that comes late is not slipped in');
select * from finish();
rollback;
\! for name in empty rows deployed restored; do dropdb --force "signify_$name"; done; dropuser signify_deployer
