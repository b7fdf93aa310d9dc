-- The dashboard's functions as PostgREST calls them by GET: in a transaction that only reads, with the headers of the request, whose
-- answer it takes from response.headers and response.status. scripts/database/tests/queries.test.sql has their rows.
begin;
set local search_path = extensions, public;
select tests.people();
select tests.practise(tests.ada(), now(), 80) \g /dev/null
insert into chat_sessions (user_id, chat_name) values (tests.ada(), 'Hers'), (tests.ben(), 'His');

-- What a request gets: rows, status and headers. The body has a function's rows; with a 304 none is sent.
create function pg_temp.request(method text, name text, learner uuid, if_none_match text default null, before text default null)
    returns table (status text, headers jsonb, rows_given bigint) language plpgsql as $$
declare
    answer jsonb;
begin
    begin
        if before is not null then execute before; end if;
        perform set_config('request.method', method, true);
        perform set_config('request.headers', json_strip_nulls(json_build_object('accept', '*/*', 'if-none-match', if_none_match))::text, true);
        perform tests.become('authenticated', learner);
        perform set_config('transaction_read_only', 'on', true);
        execute format('select count(*) from public.%I()', name) into rows_given;
        answer := jsonb_build_object('status', coalesce(nullif(current_setting('response.status', true), ''), '200'),
            'headers', current_setting('response.headers')::jsonb, 'rows', rows_given);
        raise exception using errcode = 'TS000';
    exception when sqlstate 'TS000' then
    end;
    return query select answer ->> 'status',
        (select jsonb_object_agg(k, v) from jsonb_array_elements(answer -> 'headers') h, jsonb_each(h) e (k, v)),
        (answer -> 'rows')::bigint;
end
$$;
create temporary table function (name text, change text);
insert into function values
    ('dashboard_progress', 'update public.users set xp = 990 where id = tests.ada()'),
    ('recent_conversations', 'update public.chat_sessions set chat_name = ''Other'' where user_id = tests.ada()'),
    ('practice_history', 'select tests.practise(tests.ada(), now() - interval ''1 day'', 70)');
create temporary table first as
select f.*, a.status, a.headers, a.rows_given, a.headers ->> 'ETag' as tag
from function f cross join lateral pg_temp.request('GET', f.name, tests.ada()) a;

select plan(14 * (select count(*)::int from function));
select is(status, '200', name || ' answers') from first;
select is(rows_given, 1::bigint, name || ' has the learner''s rows') from first;
select is(headers - 'ETag', '{"Cache-Control": "private, max-age=30", "Vary": "Accept, Prefer, Range, Authorization"}',
    name || ': the learner''s own cache keeps it, and only for them') from first;
select matches(tag, '^W/"[0-9a-f]{32}"$', name || ' has a tag') from first;
select is((select a.headers from pg_temp.request('GET', name, tests.ada()) a), headers, name || ': the same for the same rows') from first;
select isnt((select a.headers ->> 'ETag' from pg_temp.request('GET', name, tests.ada(), before => change) a), tag,
    name || ': another for others') from first;
select isnt((select a.headers ->> 'ETag' from pg_temp.request('GET', name, tests.ben()) a), tag, name || ': and for another learner') from first;
select is((select a.status || ' ' || (a.headers = f.headers) from pg_temp.request('GET', name, tests.ada(), asked) a), outcome || ' true',
    format('%s: asked whether it is still %s', name, what))
from first f
cross join lateral (values ('the same', tag, '304'), ('one of several', '"a", ' || tag, '304'), ('anything', '*', '304'),
    ('another', 'W/"0123"', '200')) q (what, asked, outcome);
select is((select a.status from pg_temp.request('GET', name, tests.ada(), tag, change) a), '200', name || ': and has changed') from first;
select is((select a.status from pg_temp.request('POST', name, tests.ada(), tag) a), '200', name || ': a POST is answered in full') from first;
select is(tests.attempt(role_name, null, format('select * from public.%I()', name)), outcome, name || ' of ' || role_name)
from function cross join (values ('anon', 'denied')) r (role_name, outcome);
select * from finish();
rollback;
