-- Roles and schemas.
--
--   public      the blueprint's tables, exposed by the API. Every table has row-level security.
--   partitions  the months of public.practice_sessions and public.chat_messages; not read directly.
--   signify     checks and triggers.
--   jobs        the functions that pg_cron runs; each can also be run by hand.
--   audit       the log of changes.

create schema if not exists extensions;
create extension if not exists citext with schema extensions;
-- Required by scripts/database/queries/slow_queries.sql; installed if the role may do so.
do $$
begin
    create extension if not exists pg_stat_statements with schema extensions;
exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise warning 'no statistics of statements: %', sqlerrm;
end
$$;

create schema partitions;
create schema signify;
create schema jobs;
create schema audit;

-- A content editor is a learner who also maintains lessons, tests and media: the token's role claim is
-- content_editor, and PostgREST's authenticator may switch to it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'content_editor') then
        create role content_editor nologin;
    end if;
    -- The scoring worker has its own login. The operator sets its password, or adds a line to pg_hba.conf.
    if not exists (select from pg_roles where rolname = 'signify_worker') then
        create role signify_worker login noinherit connection limit 32;
    end if;
end
$$;
grant authenticated to content_editor;
grant content_editor to authenticator;

grant usage on schema public to content_editor, signify_worker;
-- The checks run with the role that writes the row.
grant usage on schema signify to authenticated, service_role, signify_worker;
grant usage on schema jobs, audit to service_role;

-- Supabase grants every new table and function of public to the API's roles. Here every grant is explicit.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- The role of the request. In a function that runs as its owner, current_user is the owner; the setting is
-- not.
create function signify.requester() returns text
    language sql stable set search_path = ''
    return coalesce(nullif(nullif(current_setting('role', true), ''), 'none'), session_user)::text;

-- Sets updated_at if a change does not: to the time of the change, not of its transaction's start, so that
-- the later of two changes has the later time.
create function signify.touch() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.updated_at is not distinct from old.updated_at then
        new.updated_at := greatest(clock_timestamp(), old.updated_at);
    end if;
    return new;
end
$$;
