-- Points: the ledger, its key, its limits.
begin;
set local search_path = extensions, public;
select plan(20);
select tests.people();

select is(increment_xp(tests.ada(), 10), 10::bigint, 'points as the blueprint gives them');
select is(increment_xp(user_id => tests.ada(), delta => 5), 15::bigint, 'by the blueprint''s own names');
select is(increment_xp(tests.ada(), 20, 'session 1'), 35::bigint, 'points under a key');
select is(increment_xp(tests.ada(), 20, 'session 1'), 35::bigint, 'a second time under that key: nothing more');
select throws_ok($$select increment_xp(tests.ada(), 21, 'session 1')$$, '23505',
    'increment_xp: key "session 1" was used for 20 points, not 21; use a key of its own for each change',
    'another change under that key');
select is(increment_xp(tests.ben(), 7, 'session 1'), 7::bigint, 'a key is one learner''s');
select is(increment_xp(tests.ada(), -35, 'correction', 'counted twice'), 0::bigint, 'points are taken back');
select throws_ok('select increment_xp(tests.ada(), -1)', '23514', 'increment_xp: 1 points cannot be taken from 0',
    'but no more than there are');
select throws_ok('select increment_xp(tests.ada(), 0)', '23514',
    'increment_xp: delta is 0, but must be from -100000 to 100000 and not 0', 'no points');
select throws_ok('select increment_xp(tests.ada(), 100001)', '23514', null, 'too many');
select throws_ok('select increment_xp(null, 1)', '22004', 'increment_xp: user_id and delta are needed', 'nobody');
select throws_ok('select increment_xp(tests.ada(), null)', '22004', null, 'nothing');
select throws_ok('select increment_xp(tests.id(9), 1)', '23503', 'increment_xp: no user ' || tests.id(9), 'a stranger');
select results_eq('select delta, reason from xp_events where user_id = tests.ada() order by id',
    $$values (10, null), (5, null), (20, null), (-35, 'counted twice')$$, 'the ledger has each change once');
select results_eq('select id, xp from users where id in (tests.ada(), tests.ben()) order by id',
    'select user_id, sum(delta)::bigint from xp_events group by 1 order by 1', 'and adds up to the points');
update user_settings set time_zone = 'Pacific/Kiritimati' where user_id = tests.ben();
select increment_xp(tests.ben(), 1, 'far');
select is((select earned_on from xp_events where idempotency_key = 'far'),
    (now() at time zone 'Pacific/Kiritimati')::date, 'points belong to the learner''s own day');

select is(tests.attempt(role_name, tests.ada(), 'select public.increment_xp(tests.ada(), 1)'), outcome,
    'increment_xp by ' || role_name)
from (values ('anon', 'denied'), ('authenticated', 'denied'), ('service_role', 'rows 1'),
    ('signify_worker', 'rows 1')) r (role_name, outcome);
select * from finish();
rollback;
