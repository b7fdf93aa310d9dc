-- Points of practice: once for an attempt, once for a recording, so many a day.
begin;
set local search_path = extensions, public;
select plan(59);
select tests.people();
insert into media_assets (id, owner_id, bucket, path)
select tests.id(n), case when n < 20 then tests.ada() else tests.ben() end, 'practice-recordings', n || '.pose'
from generate_series(10, 29) n;
insert into media_blobs (media_id, bytes)
values (tests.id(10), 'landmarks'), (tests.id(11), 'landmarks'), (tests.id(12), 'others'), (tests.id(20), 'landmarks');

-- An attempt that is scored; then the points that it was awarded.
create function pg_temp.awarded(number int, points int, raw jsonb default null, media uuid default null, learner uuid default tests.ada())
    returns int language plpgsql as $$
declare
    given int;
begin
    insert into public.practice_sessions (id, user_id, mode, raw_metrics, media_id, score, feedback, started_at, completed_at)
    values (tests.id(number), learner, 'word', raw, media, 80, tests.feedback(80), now(), now());
    perform tests.become('signify_worker');
    given := public.award_practice(tests.id(number), now(), points);
    perform set_config('role', 'none', true);
    return given;
end
$$;

select is(pg_temp.awarded(100, 10, media => tests.id(10)), 10, 'a recording earns points');
select results_eq($$select delta, idempotency_key, reason, recording from xp_events where user_id = tests.ada()$$,
    $$values (10, 'practice:' || tests.id(100), 'practice', 'bytes:' || encode(sha256('landmarks'), 'hex'))$$, 'with its key and what it was');
select is((select xp from users where id = tests.ada()), 10::bigint, 'they are the learner''s');
select is(award_practice(tests.id(100), now(), 10), 0, 'once for an attempt');
select is(award_practice(tests.id(100), now(), 20), 0, 'whatever the points');
select is(pg_temp.awarded(101, 10, media => tests.id(10)), 0, 'once for a recording');
select is(pg_temp.awarded(102, 10, media => tests.id(11)), 0, 'under any name');
select is(pg_temp.awarded(103, 10, jsonb_build_object('media_id', upper(tests.id(10)::text))), 0, 'that raw_metrics gives it');
select is(pg_temp.awarded(104, 10, '{"bucket": "practice-recordings", "path": "11.pose"}'), 0, 'or its place');
-- The hash is the database's own; recordings of before have none.
select results_eq('select distinct sha256 = sha256(bytes) from media_blobs', 'values (true)', 'a recording is kept with its hash');
update media_blobs set sha256 = sha256('false') where media_id = tests.id(11);
select is((select sha256 from media_blobs where media_id = tests.id(11)), sha256('landmarks'), 'which nobody sets');
alter table media_blobs disable trigger media_blobs_hash;
update media_blobs set sha256 = null where media_id = tests.id(11);
alter table media_blobs enable trigger media_blobs_hash;
select is(pg_temp.awarded(130, 10, media => tests.id(11)), 0, 'and one without it is known by its bytes');
select is(pg_temp.awarded(105, 10, media => tests.id(12)), 10, 'another recording earns its own');
select is(pg_temp.awarded(106, 10, media => tests.id(20), learner => tests.ben()), 10, 'and so does one of another learner');
-- Of objects whose bytes are elsewhere, the place.
select is(pg_temp.awarded(107, 10, media => tests.id(13)), 10, 'an object elsewhere earns points');
select is(pg_temp.awarded(108, 10, '{"bucket": "practice-recordings", "path": "13.pose"}'), 0, 'once, by whatever name');
select is(pg_temp.awarded(109, 10, '{"bucket": "practice-recordings", "path": "gone.pose"}'), 10, 'one without a row');
select is(pg_temp.awarded(110, 10, '{"bucket": "practice-recordings", "path": "gone.pose"}'), 0, 'once');
select is(pg_temp.awarded(111, 10, '{"bucket": "practice-recordings", "path": "21.pose"}'), 10, 'another''s place is a place');
select is(pg_temp.awarded(112, 10, jsonb_build_object('media_id', tests.id(20))), 10, 'another''s recording is not read, so it equals none');
-- Of landmarks in the attempt, those.
select is(pg_temp.awarded(113, 10, '{"frames": [{"a": 1}], "fps": 30}'), 10, 'landmarks in the attempt earn points');
select is(pg_temp.awarded(114, 10, '{"frames": [{"a": 1}], "fps": 30, "note": "again"}'), 0, 'once, whatever is beside them');
select is(pg_temp.awarded(115, 10, '[{"a": 1}]'), 0, 'or around them');
select is(pg_temp.awarded(116, 10, '[{"a": 2}]'), 10, 'others earn their own');
-- Statistics are no landmarks.
select is(pg_temp.awarded(n, 10, '{"frames_total": 52}'), 10, 'statistics equal none') from generate_series(117, 118) n;
select is(pg_temp.awarded(n, 10), 10, 'nor does nothing') from generate_series(119, 120) n;
select is_empty($$select 1 from xp_events where idempotency_key ~ '(112|117|118|119|120)$' and recording is not null$$, 'which have no identity');

select is(pg_temp.awarded(121, 0, '[{"a": 3}]'), 0, 'no points');
select is(pg_temp.awarded(122, -5, '[{"a": 3}]'), 0, 'fewer than none');
select is_empty($$select 1 from xp_events where idempotency_key ~ '(121|122)$'$$, 'are no event');
select is(pg_temp.awarded(123, 10, '[{"a": 3}]'), 10, 'and use no recording up');

-- So many a day
update signify.limits set points_per_day = 25;
delete from xp_events where user_id = tests.ben();
-- Other points are not practice.
select increment_xp(tests.ben(), 100, 'gift', 'gift') \g /dev/null
select is(pg_temp.awarded(200 + n, 10, learner => tests.ben()), points, 'of 25 points a day, attempt ' || n)
from (values (1, 10), (2, 10), (3, 5), (4, 0)) a (n, points) order by n;
update xp_events set earned_on = earned_on - 1 where user_id = tests.ben();
select is(pg_temp.awarded(205, 10, learner => tests.ben()), 10, 'the next day earns its own');
update user_settings set time_zone = 'Pacific/Kiritimati' where user_id = tests.eva();
update signify.limits set points_per_day = 10;
select is(pg_temp.awarded(300, 10, learner => tests.eva()), 10, 'far away');
select is((select earned_on from xp_events where user_id = tests.eva()), (now() at time zone 'Pacific/Kiritimati')::date,
    'the day is the learner''s own');
select is((select sum(delta) from xp_events where user_id = tests.ada()), (select xp from users where id = tests.ada()),
    'the ledger adds up to the points');

-- Many at once: as one after the other, in their order.
create function pg_temp.awarded_together(numbers int[], points int[], media uuid[], learners uuid[]) returns int[]
    language plpgsql as $$
declare
    given int[];
begin
    insert into public.practice_sessions (id, user_id, mode, media_id, score, feedback, started_at, completed_at)
    select distinct on (n) tests.id(n), learner, 'word', medium, 80, tests.feedback(80), now(), now()
    from unnest(numbers, media, learners) k (n, medium, learner)
    on conflict do nothing;
    perform tests.become('signify_worker');
    given := signify.award_practices(array(select tests.id(n) from unnest(numbers) n), array(select now() from unnest(numbers)), points);
    perform set_config('role', 'none', true);
    return given;
end
$$;
update signify.limits set points_per_day = 25;
delete from xp_events where user_id in (tests.ada(), tests.ben());
update users set xp = 0 where id in (tests.ada(), tests.ben());
select is(pg_temp.awarded_together(array[500, 501, 502, 500, 503, 504, 505, 506], array[10, 2, 10, 10, 10, 0, 10, 10],
        array[tests.id(10), tests.id(20), tests.id(11), tests.id(10), tests.id(12), tests.id(14), tests.id(13), tests.id(15)],
        array[tests.ada(), tests.ben(), tests.ada(), tests.ada(), tests.ada(), tests.ada(), tests.ada(), tests.ada()]),
    array[10, 2, 0, 0, 10, 0, 5, 0], 'of many: each attempt and each recording once, and 25 points of each learner');
select results_eq($$select user_id, idempotency_key, delta from xp_events where user_id in (tests.ada(), tests.ben()) order by 1, 2$$,
    $$select l, 'practice:' || tests.id(n), d
        from (values (tests.ada(), 500, 10), (tests.ada(), 503, 10), (tests.ada(), 505, 5), (tests.ben(), 501, 2)) e (l, n, d)
        order by 1, 2$$, 'they are in the ledger');
select results_eq('select xp from users where id in (tests.ada(), tests.ben()) order by xp', 'values (2::bigint), (25::bigint)',
    'and the learners''');
select is((select count(*) from (select distinct recording from xp_events where user_id = tests.ada()) r), 3::bigint,
    'with what earned them');
select is(pg_temp.awarded_together(array[501, 507], array[2, 10], array[tests.id(20), null], array[tests.ben(), tests.ben()]),
    array[0, 10], 'a second batch pays what the first did not');
select results_eq($$select count(*), sum(jsonb_array_length(jsonb_build_array(new_values -> 'xp'))) from audit.log
        where object = 'public.users' and row_id = tests.ben()::text and new_values ->> 'xp' = '12'$$,
    'values (1::bigint, 1::bigint)', 'the log has the change of the learner once');
select is(signify.award_practices('{}', '{}', '{}'), '{}', 'none of none');
select throws_ok($$select signify.award_practices(array[tests.id(500)], array[now()], '{10,10}')$$, '22004', null, 'numbers without attempts');
select throws_ok($$select signify.award_practices(array[tests.id(500), null], array[now(), now()], '{10,10}')$$, '22004', null, 'no attempt');
select throws_ok($$select signify.award_practices(array[tests.id(506), tests.id(999)], array[now(), now()], '{10,10}')$$, 'P0002', null,
    'one that is not there, and then nothing is added');
select is((select sum(delta) from xp_events where user_id = tests.ada()), 25::bigint, 'so it is');

-- What it refuses
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(400), tests.ada(), 'word', now());
insert into practice_sessions (id, mode, score, started_at, completed_at, practised_on, anonymised_at)
values (tests.id(401), 'word', 80, now(), now(), now(), now());
select throws_ok('select award_practice(tests.id(400), now(), 10)', '55000',
    'award_practice: attempt ' || tests.id(400) || ' has no score; score it first', 'an attempt without a score');
select is(award_practice(tests.id(401), now(), 10), 0, 'an anonymised attempt is nobody''s');
select throws_ok($$select award_practice(tests.id(100), '2020-01-01', 10)$$, 'P0002', null, 'an attempt of another time');
select throws_ok('select award_practice(tests.id(100), now(), null)', '22004', null, 'no number');
select is(tests.attempt(role_name, tests.ada(), 'select public.award_practice(tests.id(401), now(), 1)'), outcome, 'by ' || role_name)
from (values ('authenticated', 'denied'), ('content_editor', 'denied'), ('service_role', 'rows 1')) r (role_name, outcome);
select * from finish();
rollback;
