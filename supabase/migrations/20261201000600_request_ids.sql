-- The request that brought an attempt, so that its learner's complaint leads through the router's log to the worker's.

-- The name of the request that PostgREST is answering: X-Request-Id where it is well-formed, else the trace of traceparent
-- (W3C Trace Context). Null elsewhere: a router names its requests itself.
create function signify.request_id() returns text
    language plpgsql stable set search_path = ''
as $$
declare
    headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
begin
    return coalesce(
        substring(headers ->> 'x-request-id' from '^[A-Za-z0-9._-]{1,128}$'),
        nullif(substring(headers ->> 'traceparent' from '^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$'),
            repeat('0', 32)));
end
$$;
revoke all on function signify.request_id from public, anon, authenticated, service_role;
grant execute on function signify.request_id to authenticated, service_role;

-- Without a default first, so that no row is written; the next migration validates the check.
alter table public.practice_sessions
    add column request_id text,
    add constraint practice_sessions_request_id_check check (request_id ~ '^[A-Za-z0-9._-]{1,128}$') not valid;
alter table public.practice_sessions alter column request_id set default signify.request_id();
comment on column public.practice_sessions.request_id is
    'The request that brought the attempt, as in the logs of the router and of the worker. Null where it had no name.';

-- A learner reads it with the rest of the row, and does not set it.
grant select (request_id) on public.practice_sessions to signify_worker;

-- An anonymised attempt is nobody's: a log might still say whose the request was.
create function signify.forget_request() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.request_id := null;
    return new;
end
$$;
revoke all on function signify.forget_request from public, anon, authenticated, service_role;
create trigger practice_sessions_forget_request before update on public.practice_sessions
    for each row when (new.anonymised_at is not null and new.request_id is not null)
    execute function signify.forget_request();
