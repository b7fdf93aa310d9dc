-- What an operator's monitoring reads of the database, and when its last backup was taken.
--
--   signify_monitor   a login for an exporter of metrics: it reads the functions below and no table
--   signify_backup    a login for pg_dump: it reads everything and writes nothing but the note of a backup
--
-- The operator sets their passwords, or adds lines to pg_hba.conf.
do $$
begin
    if not exists (select from pg_roles where rolname = 'signify_monitor') then
        create role signify_monitor login noinherit connection limit 4;
    end if;
    if not exists (select from pg_roles where rolname = 'signify_backup') then
        create role signify_backup login inherit connection limit 4;
    end if;
end
$$;
-- A dump without all rows is none, so pg_dump fails where row-level security would hide some. Only a superuser may let a
-- role around it; elsewhere, as on Supabase, the owner takes the backups.
do $$
begin
    grant pg_read_all_data to signify_backup;
    alter role signify_backup bypassrls;
exception when insufficient_privilege then
    raise warning 'signify_backup cannot back up: %; use the database''s owner', sqlerrm;
end
$$;
-- A large table is copied in one statement.
alter role signify_backup set statement_timeout = 0;
alter role signify_monitor set statement_timeout = '10s';

grant usage on schema signify to signify_monitor, signify_backup;

-- The backups that were taken, by signify.note_backup().
create table signify.backups (
    taken_at timestamptz primary key,
    bytes bigint not null,
    places text not null,
    constraint backups_bytes_check check (bytes > 0),
    constraint backups_places_check check (char_length(places) between 1 and 1000)
);
alter table signify.backups enable row level security;
revoke all on table signify.backups
    from public, anon, authenticated, service_role, content_editor, signify_worker, signify_monitor, signify_backup;
grant select on signify.backups to service_role;
select signify.open_to_service();

-- Notes a backup that is whole wherever it is kept; `taken_at` is the start of its dump. Again without harm.
create function signify.note_backup(taken_at timestamptz, bytes bigint, places text) returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    if note_backup.taken_at > now() + interval '5 minutes' then
        raise 'a backup of % is in the future: the clocks of the database and of the backup differ', note_backup.taken_at
            using errcode = 'check_violation';
    end if;
    insert into signify.backups (taken_at, bytes, places)
    values (note_backup.taken_at, note_backup.bytes, note_backup.places)
    on conflict on constraint backups_pkey do nothing;
end
$$;

-- One row with figures of the whole database. The counts of the queue are those of the workers' /metrics: they are asked here too,
-- since they matter most where no worker runs.
create function signify.database_figures(
    out queue_ready bigint, out queue_delayed bigint, out queue_poisoned bigint, out queue_oldest_seconds float8,
    out last_backup_timestamp_seconds float8, out statements_tracked int
)
    language plpgsql stable security definer set search_path = ''
as $$
begin
    select count(*) filter (where q.poisoned_at is null and q.not_before <= now()),
        count(*) filter (where q.poisoned_at is null and q.not_before > now()),
        count(q.poisoned_at),
        coalesce(extract(epoch from now() - min(q.enqueued_at) filter (where q.poisoned_at is null)), 0)
    into queue_ready, queue_delayed, queue_poisoned, queue_oldest_seconds
    from public.practice_scoring_queue q;
    -- 0 without a backup, which is longer ago than any limit.
    select coalesce(extract(epoch from max(b.taken_at)), 0) into last_backup_timestamp_seconds from signify.backups b;
    begin
        -- In a string, since the extension may be absent; it fails where the server does not load it.
        execute 'select 1 from extensions.pg_stat_statements_info' into statements_tracked;
    exception when undefined_table or invalid_schema_name or object_not_in_prerequisite_state or insufficient_privilege then
        statements_tracked := 0;
    end;
end
$$;

-- The hundred statements that took the most time, of those that somebody waits for: the owner's are migrations and jobs, and a
-- backup's are long by their nature. By pg_stat_statements; no rows without it. The text is left to
-- scripts/database/queries/slow_queries.sql, since a metric's label is no place for it.
create function signify.statement_figures() returns table (queryid text, rolname text, calls bigint, seconds float8)
    language plpgsql stable security definer rows 100 set search_path = ''
as $$
begin
    return query execute '
        select s.queryid::text, r.rolname::text, sum(s.calls)::bigint, sum(s.total_exec_time) / 1000
        from extensions.pg_stat_statements s
        join pg_catalog.pg_database d on d.oid = s.dbid and d.datname = current_database()
        join pg_catalog.pg_roles r on r.oid = s.userid
        where s.queryid is not null and s.userid <> d.datdba and r.rolname not in (''signify_backup'', ''signify_monitor'')
        group by s.queryid, r.rolname
        order by sum(s.total_exec_time) desc
        limit 100';
exception when undefined_table or invalid_schema_name or object_not_in_prerequisite_state or insufficient_privilege then
    return;
end
$$;

revoke all on function signify.note_backup, signify.database_figures, signify.statement_figures
    from public, anon, authenticated, service_role;
grant execute on function signify.note_backup to signify_backup;
grant execute on function signify.database_figures, signify.statement_figures to signify_monitor;
