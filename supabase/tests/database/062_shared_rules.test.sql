-- The rules that the engine asks for by a function, and the policies: each says the same as the policy.
begin;
set local search_path = extensions, public;
select plan(56);
select tests.people();
-- Lessons: active or withdrawn, of Ada or of nobody, practised by Ben or by nobody; and four active drafts.
insert into lessons (id, author_id, lesson_code, title, lesson_type, is_active)
select tests.id(20 + 4 * a + 2 * h + p), case when h = 1 then tests.ada() end, format('shared-%s%s%s', a, h, p), 'A', 'word', a > 0
from generate_series(0, 2) a, generate_series(0, 1) h, generate_series(0, 1) p;
update lessons set published_at = null where lesson_code like 'shared-2%';
select tests.practise(tests.ben(), now(), lesson => tests.id(21 + 2 * n)) from generate_series(0, 5) n \g /dev/null
create function pg_temp.sees(learner uuid, lesson uuid) returns boolean language plpgsql as $$
declare
    seen boolean;
begin
    perform tests.become('authenticated', learner);
    seen := exists (select from public.lessons l where l.id = lesson);
    perform set_config('role', 'none', true);
    return seen;
end
$$;
select is(signify.lesson_is_visible(tests.id(n), person), pg_temp.sees(person, tests.id(n)), format('lesson %s to %s', n, name))
from generate_series(20, 31) n, (values ('ada', tests.ada()), ('ben', tests.ben()), ('eva', tests.eva())) p (name, person);
select results_eq($$select n from generate_series(20, 31) n where signify.lesson_is_visible(tests.id(n), tests.ben()) order by n$$,
    array[21, 23, 24, 25, 26, 27, 29, 31], 'a learner sees published lessons, and those that they have practised');
select is(signify.lesson_is_visible(tests.id(99), tests.ada()), false, 'a lesson that there is not');
select is(signify.lesson_is_visible(null, null), false, 'nothing');
select is(tests.attempt(r, tests.ada(), 'select signify.lesson_is_visible(tests.id(20), tests.ben())'), outcome,
    'asked of another by ' || r)
from (values ('authenticated', 'denied'), ('content_editor', 'denied'), ('service_role', 'rows 1'), ('signify_worker', 'rows 1'))
    a (r, outcome);

-- When an attempt begins
create function pg_temp.begins(started_at timestamptz) returns boolean language sql as $$
    select tests.attempt('authenticated', tests.ada(), format(
        'insert into public.practice_sessions (user_id, mode, started_at) values (tests.ada(), ''word'', %L)', started_at))
        = 'rows 1'
$$;
select is(array[signify.may_begin_at(at), pg_temp.begins(at)], array[allowed, allowed], 'an attempt begins at ' || at)
from (values
    (now(), true), (now() - interval '31 days', true), (now() - interval '31 days 1 microsecond', false),
    (now() + interval '5 minutes', true), (now() + interval '5 minutes 1 microsecond', false),
    ('infinity', false), ('-infinity', false), ('0001-01-01', false), ('9999-12-31', false)) t (at, allowed);
select is(signify.may_begin_at('2020-03-01 00:00+00', '2020-03-31 23:00+00'), true, 'of another day');
select is(signify.may_begin_at(null), false, 'no time');

-- The version of the schema: only where there is a ledger.
set local client_min_messages = warning;
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
insert into supabase_migrations.schema_migrations (version) values ('29990101000000');
select tests.become('authenticated', tests.ada());
select is(signify.schema_version(), '29990101000000', 'the newest migration is the version');
reset role;
alter table supabase_migrations.schema_migrations rename to other;
select is(signify.schema_version(), null, 'without a ledger there is none');
select * from finish();
rollback;
