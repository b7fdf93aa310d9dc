-- What a service keeps of requests: their names, and the quotas of learners.
-- python/tests/test_fastapi_quotas.py has what takes several connections.
begin;
set local search_path = extensions, public;
select plan(28);
select tests.people();

-- The name of a request, as PostgREST gives its headers.
create temporary table request (headers text, name text, why text);
insert into request values
    (null, null, 'no PostgREST'),
    ('', null, 'another transaction before'),
    ('{}', null, 'no header'),
    ('{"x-request-id": "3f0c.A_-9"}', '3f0c.A_-9', 'its own'),
    (json_build_object('x-request-id', repeat('x', 128))::text, repeat('x', 128), 'the longest'),
    (json_build_object('x-request-id', repeat('x', 129))::text, null, 'too long'),
    ('{"x-request-id": "two words"}', null, 'not well-formed'),
    ('{"x-request-id": "a\\nb"}', null, 'two lines'),
    ('{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}', '4bf92f3577b34da6a3ce929d0e0e4736', 'its trace'),
    ('{"x-request-id": "mine", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}', 'mine', 'the name before the trace'),
    ('{"traceparent": "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}', null, 'no version'),
    ('{"traceparent": "00-00000000000000000000000000000000-00f067aa0ba902b7-01"}', null, 'no trace'),
    ('{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"}', null, 'no span');
create function pg_temp.named(headers text) returns text language plpgsql as $$
declare
    name text;
begin
    perform set_config('request.headers', headers, true);
    perform tests.become('authenticated', tests.ada());
    insert into public.practice_sessions (user_id, mode) values (tests.ada(), 'word') returning request_id into name;
    perform tests.become('none');
    return name;
end
$$;
select is(pg_temp.named(headers), name, 'an attempt is of the request: ' || why) from request;
select set_config('request.headers', '{"x-request-id": "mine"}', true) \g /dev/null
select throws_ok($$select tests.become('authenticated', tests.ada());
    insert into public.practice_sessions (user_id, mode, request_id) values (tests.ada(), 'word', 'another')$$, '42501', null,
    'and a learner names no other');
select tests.become('none');
update practice_sessions set user_id = null, anonymised_at = now() where user_id = tests.ada();
select is_empty('select 1 from practice_sessions where request_id is not null', 'an attempt that is nobody''s is of no request');

-- A quota: three requests in an hour.
create function pg_temp.spend(learner uuid, policy text default 'attempts', quota int default 3, window_s int default 3600)
    returns text language sql volatile as $$
    select granted || ' ' || remaining || ' ' || round(wait_s::numeric / 60) from signify.spend(learner, policy, quota, window_s)
$$;
select results_eq('select pg_temp.spend(tests.ada()) from generate_series(1, 4)',
    array['true 2 20', 'true 1 20', 'true 0 20', 'false 0 20'], 'a bucket is emptied, and one comes back each third of its time');
select is(pg_temp.spend(tests.ada(), 'requests'), 'true 2 20', 'each policy has a bucket of its own');
select is(pg_temp.spend(tests.ben()), 'true 2 20', 'and each learner');
update signify.rate_limits set full_at = full_at - interval '30 minutes' where user_id = tests.ada() and policy = 'attempts';
select is(pg_temp.spend(tests.ada()), 'true 0 10', 'half an hour later there is one, and half of another');
update signify.rate_limits set full_at = now() - interval '10 years' where user_id = tests.ada() and policy = 'attempts';
select is(pg_temp.spend(tests.ada()), 'true 2 20', 'a long time fills it, and no further');
select is(pg_temp.spend(tests.ada(), 'attempts', 1, 3600), 'false 0 20', 'a smaller quota counts what was spent');
select is(pg_temp.spend(tests.id(1)), 'true 3 0', 'who has no profile has no bucket');
select is((select count(*) from signify.rate_limits), 3::bigint, 'a row for each learner and policy');
select throws_ok(format('select signify.spend(tests.ada(), ''attempts'', %s)', wrong), '22023', null, 'a quota is not ' || wrong)
from unnest(array['0, 1', '1, 0', '1000001, 1', '1, 86401']) wrong;
delete from users where id = tests.ada();
select is((select count(*) from signify.rate_limits), 1::bigint, 'and goes with its learner');
select * from finish();
rollback;
