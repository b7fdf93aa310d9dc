-- Results for Supabase Realtime, without its publication and with it.
begin;
set local search_path = extensions, public;
select plan(16);
select tests.people();
insert into practice_sessions (id, user_id, mode) select tests.id(n), case n when 73 then tests.ben() else tests.ada() end, 'word'
from generate_series(70, 79) n;
create function pg_temp.score(n int) returns void language sql as $$
    update practice_sessions set score = n, feedback = tests.feedback(n), completed_at = now() where id = tests.id(n)
$$;

-- Without
select is_empty($$select 1 from pg_publication where pubname = 'supabase_realtime'$$, 'plain PostgreSQL has no such publication');
select is(signify.publish_notices(), false, 'and there is nothing to add a table to');
select pg_temp.score(70) \g /dev/null
select is_empty('select 1 from practice_notices', 'a result is noticed for nobody');

-- With: as Supabase makes it
-- Without a warning that this server logs too little for a subscriber.
set local client_min_messages = error;
create publication supabase_realtime;
reset client_min_messages;
select pg_temp.score(71) \g /dev/null
select is_empty('select 1 from practice_notices', 'nor before the table is in it');
select is(signify.publish_notices(), true, 'it is added');
select is(signify.publish_notices(), true, 'once');
select set_eq($$select schemaname || '.' || tablename from pg_publication_tables where pubname = 'supabase_realtime'$$,
    array['public.practice_notices'], 'no other table is');
select is((select relreplident from pg_class where oid = 'practice_notices'::regclass), 'd',
    'of a row that goes its key alone is said, a number');
select set_eq($$select attname::text from pg_attribute where attrelid = 'practice_notices'::regclass and attnum > 0$$,
    array['id', 'user_id', 'session_id', 'status', 'score', 'created_at'], 'no feedback, no recording and no request goes out');
select pg_temp.score(72), pg_temp.score(73) \g /dev/null
update practice_sessions set feedback = '{"version": 1, "mode": "word", "summary": "Again.", "error": {"code": "no_hands", "message": "none"}}'
where id = tests.id(74);
select set_eq('select user_id, session_id, status, score from practice_notices',
    $$values (tests.ada(), tests.id(72), 'scored', 72.00), (tests.ben(), tests.id(73), 'scored', 73.00),
        (tests.ada(), tests.id(74), 'given_up', null)$$, 'each result of an attempt that waited is noticed');
update practice_sessions set score = 99, feedback = tests.feedback(99) where id = tests.id(72);
insert into practice_sessions (user_id, mode, score, feedback, completed_at) values (tests.ada(), 'word', 80, tests.feedback(80), now());
select is((select count(*) from practice_notices), 3::bigint, 'once; and not what was scored when it was handed in');
-- What Realtime asks before it sends a row: whether its listener sees it.
select tests.become('authenticated', tests.ada());
select set_eq('select session_id from public.practice_notices', array[tests.id(72), tests.id(74)], 'a learner hears of their own');
select tests.become('anon');
select throws_ok('select 1 from public.practice_notices', '42501', null, 'and nobody without a sign-in');
select tests.become('none');
update practice_notices set created_at = now() - interval '61 minutes';
select pg_temp.score(75) \g /dev/null
select set_eq('select session_id from practice_notices', array[tests.id(73), tests.id(75)], 'a learner''s older notices go with the next');
select tests.become('signify_worker');
select lives_ok($$update public.practice_sessions set score = 76, feedback = tests.feedback(76), completed_at = now()
    where id = tests.id(76)$$, 'the worker, who has no right to the table, notices so');
select tests.become('none');
delete from users where id = tests.ada();
select set_eq('select session_id from practice_notices', array[tests.id(73)], 'and all go with their learner');
select * from finish();
rollback;
