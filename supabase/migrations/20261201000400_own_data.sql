-- A learner's own data: all of it as JSON, and its erasure. docs/database.md has the rule of each table, and
-- supabase/tests/database/120_own_data.test.sql proves them, of each table that there is.
--
-- Most rows go by their foreign keys. What these cannot do is done by triggers of public.users, so that an account that an
-- operator deletes leaves as little as one whose learner calls erase_me().

-- Before a learner goes: parts what is theirs from what others need.
--
--   drafts         go, unless others have practised them.
--   lesson media   an editor's stay, without an owner; but those that only the drafts show go with these.
--
-- What the log watches goes here and not by its foreign key: the log would have it after audit.forget(), since the triggers of a
-- cascade wait for the end of the whole statement. A lesson is not deleted while there are attempts of it besides.
create function signify.part_with_learner() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    drafts uuid[];
begin
    delete from public.practice_sessions where user_id = old.id;
    delete from public.chat_sessions where user_id = old.id;
    delete from public.user_settings where user_id = old.id;
    select array_agg(l.id) into drafts
    from public.lessons l
    where l.author_id = old.id and l.published_at is null
        and not exists (select from public.practice_sessions p where p.lesson_id = l.id and p.user_id is not null);
    update public.media_assets m set owner_id = null
    where m.owner_id = old.id and m.bucket = 'lesson-media' and (
        not exists (select from signify.lessons_showing(m.id))
        or exists (select from signify.lessons_showing(m.id) l where l.id <> all (coalesce(drafts, '{}'))));
    if drafts is not null then
        -- Of attempts that are nobody's any more.
        update public.practice_sessions set lesson_id = null where lesson_id = any (drafts);
        perform audit.empty_lessons(drafts);
    end if;
    update public.lessons set author_id = null where author_id = old.id;
    update public.lessons set published_by = null where published_by = old.id;
    delete from public.media_assets where owner_id = old.id;
    return old;
end
$$;
create trigger users_part before delete on public.users for each row execute function signify.part_with_learner();

-- Deletes lessons, and takes the values from all that the log has of them and of what belonged to them.
create function audit.empty_lessons(lessons uuid[]) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    ids text[];
    parts text[];
begin
    select array_agg(l.id::text) into ids from public.lessons l where l.id = any (lessons);
    select array_agg(p.id::text) into parts
    from (
        select n.id from public.notes n where n.lesson_id = any (lessons)
        union all select t.id from public.tests t where t.lesson_id = any (lessons)
        union all select c.id from public.tests_content c join public.tests t on t.id = c.test_id where t.lesson_id = any (lessons)
    ) p;
    delete from public.lessons l where l.id = any (lessons);
    update audit.log g set old_values = null, new_values = null
    where g.object in ('public.lessons', 'public.lesson_signs', 'public.notes', 'public.tests', 'public.tests_content')
        and (g.row_id = any (ids || parts) or split_part(g.row_id, '/', 1) = any (ids)
            -- Parts that were removed before.
            or coalesce(g.old_values ->> 'lesson_id', g.new_values ->> 'lesson_id') = any (ids));
end
$$;

-- The rule of the log, which is kept: that a learner who has gone did something, when, as what and to which row stays. Taken out
-- are the values of what they did as a learner, of what was done to their profile and settings, and of every entry that names them
-- as the learner or owner of its row; and their name as an author. What they did to lessons as an editor stays otherwise.
create function audit.forget(learner uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    update audit.log g set old_values = null, new_values = null
    where (g.old_values is not null or g.new_values is not null) and (
        (g.user_id = learner and g.role <> 'content_editor')
        or (g.object in ('public.users', 'public.user_settings') and g.row_id = learner::text)
        or coalesce(g.old_values ->> 'user_id', g.new_values ->> 'user_id', g.old_values ->> 'owner_id',
            g.new_values ->> 'owner_id') = learner::text);
    update audit.log g
    set old_values = g.old_values - '{author_id,published_by}'::text[],
        new_values = g.new_values - '{author_id,published_by}'::text[]
    where g.object = 'public.lessons'
        and learner::text in (g.old_values ->> 'author_id', g.new_values ->> 'author_id', g.old_values ->> 'published_by',
            g.new_values ->> 'published_by');
end
$$;
create index idx_audit_learner on audit.log ((coalesce(old_values ->> 'user_id', new_values ->> 'user_id',
    old_values ->> 'owner_id', new_values ->> 'owner_id')))
    where coalesce(old_values ->> 'user_id', new_values ->> 'user_id', old_values ->> 'owner_id',
        new_values ->> 'owner_id') is not null;

-- What has no foreign key to a learner who has gone. The objects in their folder, with a row in media_assets or without one, are
-- left to whoever can remove them.
create function signify.forget(learner uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into public.media_removals (bucket, path)
    select o.bucket_id, o.name from storage.objects o
    where o.bucket_id = 'practice-recordings' and (storage.foldername(o.name))[1] = learner::text
    on conflict do nothing;
    delete from signify.metrics_changes c where c.user_id = learner;
    perform audit.forget(learner);
end
$$;

-- After all else of the statement, the log's own trigger too: triggers fire in the order of their names.
create function signify.forget_learners() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform signify.forget(r.id) from gone r;
    return null;
end
$$;
create trigger users_removed after delete on public.users
    referencing old table as gone
    for each statement execute function signify.forget_learners();

-- Erases the learner who asks: their account, and all that a stated rule does not keep. False where it is gone already; a
-- second call takes what came in between, with a token that outlived the account.
create function public.erase_me() returns boolean
    language plpgsql security definer set search_path = ''
as $$
declare
    me uuid := auth.uid();
    was_there boolean;
begin
    if me is null then
        raise exception 'erase_me: sign in: the token names no learner' using errcode = 'insufficient_privilege';
    end if;
    -- The profile by itself, since an identity without an address has none.
    delete from public.users u where u.id = me;
    if not found then perform signify.forget(me); end if;
    delete from auth.users u where u.id = me returning true into was_there;
    return coalesce(was_there, false);
end
$$;

-- All that the database has of the learner who asks, by the names of its tables; each row whole, but for the bytes of recordings,
-- which bucket and path lead to. JSON and not JSONB, whose documents end at 256 MB. One document and not a set of rows, of which
-- an API hands out the first thousand.
create function public.export_my_data() returns json
    language plpgsql stable security definer set search_path = ''
as $$
declare
    me uuid := auth.uid();
    mine uuid[];
begin
    if me is null then
        raise exception 'export_my_data: sign in: the token names no learner' using errcode = 'insufficient_privilege';
    end if;
    perform set_config('response.headers', '[{"Cache-Control": "no-store"}]', true);
    mine := array(select l.id from public.lessons l where l.author_id = me);
    return json_build_object(
        'version', 1,
        'learner', me,
        'exported_at', now(),
        'auth.users', (
            select coalesce(json_agg(json_build_object('id', u.id, 'email', u.email, 'created_at', u.created_at,
                'updated_at', u.updated_at, 'raw_user_meta_data', u.raw_user_meta_data,
                'raw_app_meta_data', u.raw_app_meta_data)), '[]')
            from auth.users u where u.id = me),
        'users', (select coalesce(json_agg(r), '[]') from public.users r where r.id = me),
        'user_settings', (select coalesce(json_agg(r), '[]') from public.user_settings r where r.user_id = me),
        'practice_sessions', (
            select coalesce(json_agg(r order by r.started_at), '[]') from public.practice_sessions r where r.user_id = me),
        'practice_scoring_queue', (
            select coalesce(json_agg(r order by r.started_at), '[]') from public.practice_scoring_queue r where r.user_id = me),
        'practice_metrics_daily', (
            select coalesce(json_agg(r order by r.day), '[]') from public.practice_metrics_daily r where r.user_id = me),
        'xp_events', (select coalesce(json_agg(r order by r.id), '[]') from public.xp_events r where r.user_id = me),
        'nudges', (select coalesce(json_agg(r order by r.created_at), '[]') from public.nudges r where r.user_id = me),
        'chat_sessions', (
            select coalesce(json_agg(r order by r.created_at), '[]') from public.chat_sessions r where r.user_id = me),
        'chat_messages', (
            select coalesce(json_agg(r order by r.created_at, r.sequence), '[]') from public.chat_messages r
            where r.chat_id in (select c.id from public.chat_sessions c where c.user_id = me)),
        'media_assets', (
            select coalesce(json_agg(r order by r.created_at), '[]') from public.media_assets r where r.owner_id = me),
        'media_blobs', (
            select coalesce(json_agg(json_build_object(
                'media_id', r.media_id, 'sha256', r.sha256, 'length', length(r.bytes))), '[]')
            from public.media_blobs r where r.media_id in (select m.id from public.media_assets m where m.owner_id = me)),
        'storage.objects', (
            select coalesce(json_agg(json_build_object('bucket_id', r.bucket_id, 'name', r.name, 'created_at', r.created_at,
                'updated_at', r.updated_at, 'metadata', r.metadata)), '[]')
            from storage.objects r
            where r.bucket_id = 'practice-recordings' and (storage.foldername(r.name))[1] = me::text),
        'lessons', (select coalesce(json_agg(r order by r.created_at), '[]') from public.lessons r where r.id = any (mine)),
        'lesson_signs', (
            select coalesce(json_agg(r order by r.lesson_id, r.position), '[]') from public.lesson_signs r
            where r.lesson_id = any (mine)),
        'notes', (
            select coalesce(json_agg(r order by r.created_at), '[]') from public.notes r where r.lesson_id = any (mine)),
        'tests', (
            select coalesce(json_agg(r order by r.created_at), '[]') from public.tests r where r.lesson_id = any (mine)),
        'tests_content', (
            select coalesce(json_agg(r order by r.test_id, r.sequence), '[]') from public.tests_content r
            where r.test_id in (select t.id from public.tests t where t.lesson_id = any (mine))),
        'audit.log', (
            select coalesce(json_agg(r order by r.id), '[]') from audit.log r
            where r.user_id = me
                or (r.object in ('public.users', 'public.user_settings') and r.row_id = me::text)));
end
$$;

-- A token outlives its account by up to an hour; without a profile it puts nothing into the storage.
alter policy signify_own_recordings_add on storage.objects
    with check (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text
        and exists (select from public.users u where u.id = (select auth.uid())));

revoke all on function signify.part_with_learner, signify.forget_learners, signify.forget, audit.empty_lessons, audit.forget,
    public.erase_me, public.export_my_data
    from public, anon, authenticated, service_role;
grant execute on function public.erase_me, public.export_my_data to authenticated;
