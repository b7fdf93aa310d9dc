-- What a login of the backend may do, and the rules that it shares with the policies.

alter table public.xp_events validate constraint xp_events_recording_check;

-- A login that is a member of service_role inherits its grants, but not BYPASSRLS, which is an attribute of the role:
-- without a policy it read no row, in silence. So service_role has a policy that hides nothing on each table that it
-- has a privilege on; the grants stay the limit of what it may do. A later migration that grants it another table
-- calls this again.
create function signify.open_to_service() returns void
    language plpgsql set search_path = ''
as $$
declare
    relation regclass;
begin
    for relation in
        select c.oid from pg_catalog.pg_class c
        where c.relnamespace in ('public'::regnamespace, 'signify'::regnamespace, 'audit'::regnamespace)
            and c.relkind in ('r', 'p')
            and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
            and (has_table_privilege('service_role', c.oid, 'select, insert, update, delete')
                or has_any_column_privilege('service_role', c.oid, 'select, insert, update'))
            and not exists (
                select from pg_catalog.pg_policy p where p.polrelid = c.oid and p.polname = 'service_does_all')
    loop
        execute format('create policy service_does_all on %s for all to service_role using (true) with check (true)',
            relation);
    end loop;
end
$$;
revoke all on function signify.open_to_service from public, anon, authenticated, service_role;
select signify.open_to_service();

-- When an attempt may have begun that is handed in at `at`: one that was made offline comes up to a month late, and
-- clocks differ. The policy and the engine ask this one function.
create function signify.may_begin_at(started_at timestamptz, at timestamptz default now()) returns boolean
    language sql immutable set search_path = ''
    return case
        when isfinite(started_at) and isfinite(at)
        then started_at - at between interval '-31 days' and interval '5 minutes'
        else false
    end;
grant execute on function signify.may_begin_at to public;

alter policy own_practice_add on public.practice_sessions
    with check (user_id = (select auth.uid())
        and signify.may_begin_at(started_at)
        and (lesson_id is null or exists (select from public.lessons l where l.id = lesson_id))
        and (media_id is null or exists (
            select from public.media_assets m where m.id = media_id and m.owner_id = (select auth.uid()))));

-- Whether a learner has practised a lesson, for the policy and for the engine. The plan and the cost are those of
-- signify.has_practised, for its reasons.
create function signify.practised_by(lesson_id uuid, user_id uuid) returns boolean
    language plpgsql stable security definer cost 1000
    set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
    return exists (
        select from public.practice_sessions p
        where p.lesson_id = practised_by.lesson_id and p.user_id = practised_by.user_id);
end
$$;

create or replace function signify.has_practised(lesson_id uuid) returns boolean
    language plpgsql stable security definer cost 1000 set search_path = ''
as $$
begin
    return signify.practised_by(has_practised.lesson_id, auth.uid());
end
$$;

-- Whether a learner sees a lesson, for the engine, which asks for any learner. The policy lessons_read says the same of
-- a row; it cannot call this, since a row that is being written is not to be found by its identifier yet.
create function signify.lesson_is_visible(lesson_id uuid, user_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return exists (
        select from public.lessons l
        where l.id = lesson_is_visible.lesson_id
            and (l.is_active or l.author_id = lesson_is_visible.user_id
                or signify.practised_by(l.id, lesson_is_visible.user_id)));
end
$$;

-- The version of the schema: that of the newest migration, in the ledger that scripts/database/apply and the Supabase
-- CLI keep. Null without the ledger.
create function signify.schema_version() returns text
    language plpgsql stable security definer set search_path = ''
as $$
declare
    newest text;
begin
    if to_regclass('supabase_migrations.schema_migrations') is null then return null; end if;
    execute 'select max(version) from supabase_migrations.schema_migrations' into newest;
    return newest;
end
$$;

revoke all on function signify.practised_by, signify.lesson_is_visible, signify.schema_version
    from public, anon, authenticated, service_role;
grant execute on function signify.lesson_is_visible to service_role, signify_worker;
grant execute on function signify.schema_version to service_role, signify_worker, authenticated;
