-- Learners and their data: blueprint 3.1, 3.2 and 3.10.

create table public.users (
    id uuid primary key references auth.users (id) on delete cascade,
    email extensions.citext not null,
    full_name text,
    nickname text not null,
    xp bigint not null default 0,
    level smallint not null generated always as (least(xp / 1000, 32767)::smallint) stored,
    streak_count smallint not null default 0,
    last_active_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_email_key unique (email),
    constraint users_nickname_check check (char_length(nickname) between 2 and 50),
    constraint users_full_name_check check (char_length(full_name) <= 200),
    constraint users_xp_check check (xp >= 0),
    constraint users_streak_count_check check (streak_count >= 0)
);
create index idx_users_last_active on public.users (last_active_at);
-- The nightly job searches only these for ended streaks.
create index idx_users_on_streak on public.users (id) where streak_count > 0;
create trigger users_touch before update on public.users for each row execute function signify.touch();

create table public.user_settings (
    user_id uuid primary key references public.users (id) on delete cascade,
    app_theme text not null default 'light',
    prefers_assistive_learning boolean not null default false,
    notifications jsonb not null default '{}',
    time_zone text not null default 'UTC',
    keep_practice_history boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint user_settings_app_theme_check check (app_theme in ('light', 'dark')),
    constraint user_settings_notifications_check check (
        signify.faultless('user_settings', 'notifications', signify.notifications_fault(notifications)))
);
create trigger user_settings_touch before update on public.user_settings
    for each row execute function signify.touch();

-- A trigger instead of a check: the list of zones changes with PostgreSQL's data.
create function signify.check_time_zone() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if not exists (select from pg_catalog.pg_timezone_names where name = new.time_zone) then
        raise exception 'user_settings.time_zone: no time zone is called "%"; use an IANA name, as Europe/Lisbon',
            new.time_zone
            using errcode = 'check_violation', schema = 'public', table = 'user_settings', column = 'time_zone',
                constraint = 'user_settings_time_zone_check';
    end if;
    return new;
end
$$;
create trigger user_settings_time_zone before insert or update of time_zone on public.user_settings
    for each row when (new.time_zone <> 'UTC') execute function signify.check_time_zone();

create table public.media_assets (
    id uuid primary key default gen_random_uuid(),
    owner_id uuid references public.users (id) on delete cascade,
    bucket text not null,
    path text not null,
    media_type text,
    duration_seconds numeric,
    metadata jsonb,
    created_at timestamptz not null default now(),
    constraint media_assets_bucket_check check (bucket <> ''),
    constraint media_assets_path_check check (path <> '' and char_length(path) <= 1024),
    constraint media_assets_duration_seconds_check check (duration_seconds >= 0 and duration_seconds < 'infinity'),
    constraint media_assets_bucket_path_key unique (bucket, path),
    constraint media_assets_metadata_check check (
        signify.faultless('media_assets', 'metadata', signify.object_fault(metadata, 65536)))
);
create index idx_media_owner on public.media_assets (owner_id);

-- The objects of the bucket 'local', which the database stores itself. They are in a table of their own, so
-- that lists of assets stay small.
create table public.media_blobs (
    media_id uuid primary key references public.media_assets (id) on delete cascade,
    bytes bytea not null,
    constraint media_blobs_bytes_check check (length(bytes) > 0)
);
-- Landmarks hardly compress; without compression they are read and written faster.
alter table public.media_blobs alter column bytes set storage external;

-- Objects whose row in media_assets was deleted, with its learner or by a job, and which must still be
-- removed from their bucket. Only the Storage API can remove them; its caller deletes the row here
-- afterwards.
create table public.media_removals (
    bucket text not null,
    path text not null,
    created_at timestamptz not null default now(),
    primary key (bucket, path)
);

create function signify.remove_media() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into public.media_removals (bucket, path)
    select bucket, path from removed where bucket <> 'local'
    on conflict do nothing;
    return null;
end
$$;
create trigger media_assets_removed after delete on public.media_assets
    referencing old table as removed
    for each statement execute function signify.remove_media();

-- An object that has a row again is kept.
create function signify.keep_media() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from public.media_removals r using added a where r.bucket = a.bucket and r.path = a.path;
    return null;
end
$$;
create trigger media_assets_added after insert on public.media_assets
    referencing new table as added
    for each statement execute function signify.keep_media();

-- The date of an instant in a learner's time zone. (In PL/pgSQL, which keeps its plan for the session: this
-- runs for every attempt.)
create function signify.local_day(user_id uuid, instant timestamptz) returns date
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return (instant at time zone coalesce(
        (select s.time_zone from public.user_settings s where s.user_id = local_day.user_id), 'UTC'))::date;
end
$$;

-- A profile follows its identity: it is created with it and keeps the same e-mail address. Identities without
-- an address (anonymous and telephone sign-ins) get their profile when they get an address.
create function signify.follow_identity() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    wanted text := trim(coalesce(new.raw_user_meta_data ->> 'nickname', split_part(new.email, '@', 1)));
begin
    if new.email is null then return new; end if;
    insert into public.users (id, email, full_name, nickname)
    values (
        new.id, new.email, left(new.raw_user_meta_data ->> 'full_name', 200),
        case when char_length(wanted) >= 2 then left(wanted, 50) else 'learner' end)
    on conflict (id) do update set email = excluded.email;
    insert into public.user_settings (user_id) values (new.id) on conflict do nothing;
    return new;
end
$$;
create trigger signify_follow_identity after insert or update of email on auth.users
    for each row execute function signify.follow_identity();

-- Copies nickname and level to the identity's metadata, where an edge function reads them without a query.
create function signify.mirror_profile() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update auth.users
    set raw_app_meta_data = coalesce(raw_app_meta_data, '{}')
        || jsonb_build_object('nickname', new.nickname, 'level', new.level)
    where id = new.id;
    return null;
end
$$;
create trigger users_mirror_new after insert on public.users
    for each row execute function signify.mirror_profile();
create trigger users_mirror after update on public.users
    for each row when ((old.nickname, old.level) is distinct from (new.nickname, new.level))
    execute function signify.mirror_profile();

-- Identities that existed before this schema.
update auth.users set email = email where email is not null;
