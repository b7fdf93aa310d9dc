-- Points of practice: once for an attempt, once for a recording, so many a day.
begin;
set local search_path = extensions, public;
select plan(45);
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
