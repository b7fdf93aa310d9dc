-- Results for Supabase Realtime.
--
-- Realtime reads the write-ahead log by wal2json, which names the partition that a row is in and not its table, so that nobody
-- who listens to practice_sessions hears anything. This small table is not partitioned. It has what an app needs to ask for the
-- result: no feedback, no recording.
create table public.practice_notices (
    -- The whole of what Realtime says of a row that is deleted, and to everybody: so it names nothing.
    id bigint generated always as identity primary key,
    user_id uuid not null references public.users (id) on delete cascade,
    session_id uuid not null,
    status text not null,
    score numeric(5, 2),
    created_at timestamptz not null default now(),
    constraint practice_notices_status_check check (status in ('scored', 'given_up')),
    constraint practice_notices_score_check check (score between 0 and 100 and (score is not null) = (status = 'scored'))
);
create index idx_practice_notices_user on public.practice_notices (user_id, created_at);
comment on table public.practice_notices is
    'For Supabase Realtime: an attempt that waited has its result. For an hour, and only where the table is published.';

alter table public.practice_notices enable row level security;
revoke all on table public.practice_notices from public, anon, authenticated, service_role, content_editor, signify_worker;
grant select on public.practice_notices to authenticated, service_role;
create policy own_notices_read on public.practice_notices for select to authenticated using (user_id = (select auth.uid()));
select signify.open_to_service();

-- Fires after practice_sessions_changed, which holds the learner's count against other transactions of theirs.
create function signify.notice_results() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if not exists (
        select from pg_catalog.pg_publication_rel r join pg_catalog.pg_publication p on p.oid = r.prpubid
        where p.pubname = 'supabase_realtime' and r.prrelid = 'public.practice_notices'::regclass)
    then
        return null;
    end if;
    delete from public.practice_notices n
    where n.user_id in (select a.user_id from after a) and n.created_at < now() - interval '1 hour';
    insert into public.practice_notices (user_id, session_id, status, score)
    select a.user_id, a.id, case when a.score is null then 'given_up' else 'scored' end, a.score
    from after a
    join before b on b.id = a.id and b.started_at = a.started_at
    where a.user_id is not null and b.completed_at is null
        and (a.completed_at is not null or (a.feedback is not null and b.feedback is null));
    return null;
end
$$;
create trigger practice_sessions_noticed after update on public.practice_sessions
    referencing old table as before new table as after
    for each statement execute function signify.notice_results();

-- Adds the table to Supabase's publication; whether there is one. Calling it again is harmless: call it where the publication
-- is made after this migration.
create function signify.publish_notices() returns boolean
    language plpgsql set search_path = ''
as $$
begin
    if not exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then return false; end if;
    if not exists (
        select from pg_catalog.pg_publication_tables
        where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = 'practice_notices')
    then
        alter publication supabase_realtime add table public.practice_notices;
    end if;
    return true;
end
$$;
select signify.publish_notices();

revoke all on function signify.notice_results, signify.publish_notices from public, anon, authenticated, service_role;
