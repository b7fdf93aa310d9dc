-- Profiles: they follow their identity, level cannot overflow, e-mail addresses ignore case.
begin;
set local search_path = extensions, public;
select plan(30);
select tests.people();

select is((select nickname from users where id = tests.ada()), 'Ada', 'an identity gets its profile');
select is((select time_zone from user_settings where user_id = tests.ada()), 'UTC', 'and its settings');
select is((select language from user_settings where user_id = tests.ada()), null, 'without a choice of language');
select is((select raw_app_meta_data from auth.users where id = tests.ada()), '{"nickname": "Ada", "level": 0}',
    'and finds its name and level in its metadata');
insert into auth.users (id, email) values (tests.id(1), 'x@example.org'), (tests.id(2), null);
select is((select nickname from users where id = tests.id(1)), 'learner', 'a name too short becomes "learner"');
select is_empty('select 1 from users where id = tests.id(2)', 'an identity without an address has no profile');
update auth.users set email = 'late@example.org' where id = tests.id(2);
select is((select nickname from users where id = tests.id(2)), 'late', 'and gets it with the address');
insert into auth.users (id, email, raw_user_meta_data)
values (tests.id(3), 'long@example.org', jsonb_build_object('nickname', repeat('é', 80)));
select is((select nickname from users where id = tests.id(3)), repeat('é', 50), 'a long name is cut to 50 characters');
update auth.users set email = 'Ada@Example.com' where id = tests.ada();
select is((select email::text from users where id = tests.ada()), 'Ada@Example.com', 'a new address reaches the profile');
select is((select nickname from users where id = tests.ada()), 'Ada', 'and leaves the nickname');

-- citext
select is((select id from users where email = 'ADA@EXAMPLE.COM'), tests.ada(), 'login finds an address in any case');
select throws_ok($$update auth.users set email = 'BEN@example.org' where id = tests.ada()$$, '23505', null,
    'an address of another case is the same address');
create function pg_temp.login(address text) returns uuid language sql set search_path = '' as $$
    select id from public.users where email operator(extensions.=) address::extensions.citext
$$;
select is(pg_temp.login('aDA@example.COM'), tests.ada(), 'with an empty search_path, by the operator''s full name');

-- level
select is((select level from users where id = tests.ada()), 0::smallint, 'no points, level 0');
update users set xp = 999 where id = tests.ada();
select is((select level from users where id = tests.ada()), 0::smallint, '999 points, level 0');
update users set xp = 1000 where id = tests.ada();
select is((select level from users where id = tests.ada()), 1::smallint, '1,000 points, level 1');
update users set xp = 32768000 where id = tests.ada();
select is((select level from users where id = tests.ada()), 32767::smallint, '32,768,000 points, the highest level');
update users set xp = 9223372036854775807 where id = tests.ada();
select is((select level from users where id = tests.ada()), 32767::smallint, 'the most points, the highest level');
select throws_ok('update users set xp = -1', '23514', null, 'points are not negative');
select is((select raw_app_meta_data -> 'level' from auth.users where id = tests.ada()), '32767',
    'the level is mirrored to the identity');
update users set nickname = 'Ada L.' where id = tests.ada();
select is((select raw_app_meta_data ->> 'nickname' from auth.users where id = tests.ada()), 'Ada L.',
    'the nickname as well');

-- nickname, time zone, updated_at
select throws_ok($$update users set nickname = 'A' where id = tests.ada()$$, '23514', null, 'a nickname of one');
select throws_ok($$update users set nickname = repeat('a', 51) where id = tests.ada()$$, '23514', null, 'of 51');
select throws_ok($$update user_settings set time_zone = 'Europe/Atlantis' where user_id = tests.ada()$$, '23514',
    'user_settings.time_zone: no time zone is called "Europe/Atlantis"; use an IANA name, as Europe/Lisbon',
    'a time zone that is none');
select lives_ok($$update user_settings set time_zone = 'Pacific/Kiritimati' where user_id = tests.ada()$$, 'one that is');
update users set updated_at = '2026-01-01' where id = tests.ada();
update users set full_name = 'Ada Lovelace' where id = tests.ada();
select cmp_ok((select updated_at from users where id = tests.ada()), '>', now(), 'updated_at moves by itself');

-- An account that is deleted takes what is its own along, and leaves what others use.
insert into lessons (id, author_id, lesson_code, title, lesson_type) values (tests.id(20), tests.ada(), 'hers', 'Hers', 'word');
insert into media_assets (owner_id, bucket, path) values (tests.ada(), 'practice-recordings', tests.ada() || '/1.pose');
insert into practice_sessions (user_id, mode, media_id) select tests.ada(), 'word', id from media_assets where owner_id = tests.ada();
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());
insert into chat_messages (chat_id, sender) values (tests.id(60), 'user');
select increment_xp(tests.ben(), 5), tests.practise(tests.ada(), now());
select jobs.refresh_practice_metrics_daily();
delete from auth.users where id = tests.ada();
select is(
    (select array[
        (select count(*) from users where id = tests.ada()), (select count(*) from practice_sessions),
        (select count(*) from practice_scoring_queue), (select count(*) from chat_messages),
        (select count(*) from media_assets where owner_id = tests.ada()), (select count(*) from practice_metrics_daily where user_id = tests.ada()),
        (select count(*) from lessons where id = tests.id(20) and author_id is null)]),
    array[0, 0, 0, 0, 0, 0, 1]::bigint[], 'an account that is deleted takes its own along, and leaves its lessons');
select results_eq('select path from media_removals', array[tests.ada() || '/1.pose'],
    'its recordings are noted for whoever can remove them');

-- What is removed and added again is not to be removed; what the database holds itself has no object.
insert into media_assets (owner_id, bucket, path) values (tests.ben(), 'practice-recordings', tests.ben() || '/1.pose'),
    (tests.ben(), 'local', tests.ben() || '/2.pose');
delete from media_assets where owner_id = tests.ben();
select set_eq('select path from media_removals', array[tests.ada() || '/1.pose', tests.ben() || '/1.pose'],
    'a recording that is deleted is noted, one in the database is not');
insert into media_assets (owner_id, bucket, path) values (tests.ben(), 'practice-recordings', tests.ben() || '/1.pose');
select set_eq('select path from media_removals', array[tests.ada() || '/1.pose'], 'one that comes again is kept');
select * from finish();
rollback;
