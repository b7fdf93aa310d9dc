-- A lesson of a learner is a draft until an editor publishes it. Before, any learner's lesson was read by all the others as
-- soon as it was inserted.
--
--   draft       published_at is null: seen and written by its author and the editors.
--   published   seen by everybody while it is active, and written by editors only: what its author changes in it would
--               reach others as unread as a new lesson would.

-- Who published it: the editor's token; null where the backend or the database's owner did.
alter table public.lessons add column published_by uuid references public.users (id) on delete set null;
create index idx_lessons_published_by on public.lessons (published_by);

-- Lessons of before: what came by a learner's own token, as the log has it, is a draft; what those who may publish made active
-- is published.
update public.lessons l
set published_at = case
    when exists (
        select from audit.log a
        where a.object = 'public.lessons' and a.row_id = l.id::text and a.action = 'INSERT' and a.role = 'authenticated')
    then null
    when l.is_active then coalesce(l.published_at, l.created_at)
    else l.published_at
end;

-- Who may give published_at with a new lesson may publish: editors, the service role and the owner. A lesson is published
-- when they insert it active or make it active; their inactive one is a draft.
revoke insert (published_at), update (published_at) on public.lessons from authenticated;
grant insert (published_at) on public.lessons to content_editor;

create function signify.publish_offered() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if new.is_active and new.published_at is null and (tg_op = 'INSERT' or not old.is_active)
        and has_column_privilege(signify.requester(), 'public.lessons', 'published_at', 'insert')
    then
        new.published_at := now();
    end if;
    if new.published_at is null then
        new.published_by := null;
    elsif tg_op = 'INSERT' or old.published_at is null then
        new.published_by := coalesce(new.published_by, (select u.id from public.users u where u.id = auth.uid()));
    end if;
    return new;
end
$$;
create trigger lessons_publish before insert or update of is_active, published_at on public.lessons
    for each row execute function signify.publish_offered();

-- Publishes a draft, and offers a lesson again that was withdrawn; records when and who. A second call changes nothing. With the
-- updated_at that the editor has read, a draft that has changed since is refused.
create function public.publish_lesson(lesson_id uuid, as_of timestamptz default null) returns timestamptz
    language plpgsql security definer set search_path = ''
as $$
declare
    published timestamptz;
begin
    update public.lessons l
    set published_at = coalesce(l.published_at, now()), is_active = true
    where l.id = publish_lesson.lesson_id and (as_of is null or l.published_at is not null or l.updated_at <= as_of)
    returning l.published_at into published;
    if not found then
        if exists (select from public.lessons l where l.id = publish_lesson.lesson_id) then
            raise exception 'publish_lesson: lesson % has changed since %; read it again', publish_lesson.lesson_id, as_of
                using errcode = 'PT409';
        end if;
        raise exception 'publish_lesson: no lesson %', publish_lesson.lesson_id using errcode = 'no_data_found';
    end if;
    return published;
end
$$;

-- An author's way to take a published lesson from the list. Editors set is_active, and only they offer it again.
create function public.withdraw_lesson(lesson_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    update public.lessons l set is_active = false
    where l.id = withdraw_lesson.lesson_id and l.author_id = auth.uid();
    if not found then
        raise exception 'withdraw_lesson: no lesson % of yours', withdraw_lesson.lesson_id using errcode = 'no_data_found';
    end if;
end
$$;

-- A lesson that was practised stays visible to who has practised it, whatever becomes of it. So an author does not write
-- a draft that others have practised while it was offered: they would read what no editor has read.
create function signify.practised_by_others(lesson_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return exists (
        select from public.practice_sessions p
        where p.lesson_id = practised_by_others.lesson_id and p.user_id <> auth.uid());
end
$$;

-- Whether the learner writes the lesson, and what belongs to it. The policies that asked for the author ask this.
alter function signify.is_author(uuid) rename to writes_lesson;
create or replace function signify.writes_lesson(lesson_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return exists (
            select from public.lessons l
            where l.id = writes_lesson.lesson_id and l.author_id = auth.uid() and l.published_at is null)
        and not signify.practised_by_others(writes_lesson.lesson_id);
end
$$;
alter function signify.is_test_author(uuid) rename to writes_test;
create or replace function signify.writes_test(test_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return coalesce((select signify.writes_lesson(t.lesson_id) from public.tests t where t.id = writes_test.test_id), false);
end
$$;

-- As before; an author reads the answers of a published test too, which are their own.
create or replace function public.authored_answers(test_id uuid)
    returns table (id uuid, sequence smallint, correct_answer jsonb)
    language sql stable security definer set search_path = ''
as $$
    select c.id, c.sequence, c.correct_answer
    from public.tests_content c
    join public.tests t on t.id = c.test_id
    join public.lessons l on l.id = t.lesson_id
    where c.test_id = authored_answers.test_id and l.author_id = auth.uid()
    order by c.sequence
$$;

-- A change of what belongs to a draft changes the draft's updated_at. Its row is locked for that, so that of a change and a
-- publication at the same moment the second sees the first: the policies ask whether it is published as the statement began.
create function signify.change_draft() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    part jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    lesson uuid := coalesce(part ->> 'lesson_id', (
        select t.lesson_id::text from public.tests t where t.id = (part ->> 'test_id')::uuid))::uuid;
begin
    update public.lessons l set updated_at = clock_timestamp() where l.id = lesson and l.published_at is null;
    if not found and not has_column_privilege(signify.requester(), 'public.lessons', 'published_at', 'insert')
        and exists (select from public.lessons l where l.id = lesson)
    then
        raise exception 'lessons: % has just been published, and is written by editors now', lesson
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;
do $$
declare
    table_name text;
begin
    foreach table_name in array array['lesson_signs', 'notes', 'tests', 'tests_content'] loop
        execute format('create trigger %I after insert or update or delete on public.%I
            for each row execute function signify.change_draft()', table_name || '_change_draft', table_name);
    end loop;
end
$$;

-- Media ---------------------------------------------------------------------------------------------------------

-- The media that an item of a test shows, at any depth.
create function signify.shown_media(test_content jsonb, test_options jsonb) returns uuid[]
    language plpgsql immutable set search_path = ''
as $$
begin
    return array(
        select distinct value::uuid
        from jsonb_path_query(jsonb_build_array(test_content, test_options), 'strict $.**.media_id') as m (document)
        cross join lateral (select lower(m.document #>> '{}')) as t (value)
        where value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
end
$$;
create index idx_tests_content_media on public.tests_content
    using gin (signify.shown_media(test_content, test_options));

-- The lessons that show a medium, as their cover or in an item of a test.
create function signify.lessons_showing(media_id uuid) returns setof public.lessons
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return query
        select l.* from public.lessons l where l.cover_media_id = lessons_showing.media_id
        union
        select l.*
        from public.tests_content c
        join public.tests t on t.id = c.test_id
        join public.lessons l on l.id = t.lesson_id
        where signify.shown_media(c.test_content, c.test_options) @> array[lessons_showing.media_id];
end
$$;

-- Whether drafts show a medium, and no published lesson. One that no lesson shows is nobody's draft.
create function signify.is_of_drafts(media_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return (select count(*) > 0 and count(l.published_at) = 0 from signify.lessons_showing(is_of_drafts.media_id) l);
end
$$;

-- The same of an object of the lessons' bucket.
create function signify.is_object_of_drafts(path text) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return coalesce((
        select signify.is_of_drafts(m.id) from public.media_assets m
        where m.bucket = 'lesson-media' and m.path = is_object_of_drafts.path), false);
end
$$;

-- Whether a learner's draft may show the media: their own, and what published lessons show. With others' media a draft could
-- hide them from everybody, and show its author what an editor's draft does.
create function signify.may_show(media uuid[]) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return not exists (
        select from unnest(may_show.media) as shown (id)
        where shown.id is not null
            and not exists (select from public.media_assets m where m.id = shown.id and m.owner_id = auth.uid())
            and not exists (select from signify.lessons_showing(shown.id) l where l.published_at is not null));
end
$$;

-- Policies ------------------------------------------------------------------------------------------------------

alter policy lessons_read on public.lessons
    using ((is_active and published_at is not null) or author_id = (select auth.uid()) or signify.has_practised(id));
alter policy own_lessons_add on public.lessons
    with check (author_id = (select auth.uid()) and published_at is null and signify.may_show(array[cover_media_id]));
-- By the row and not by writes_lesson(), which would find the row of before.
alter policy own_lessons_change on public.lessons
    using (author_id = (select auth.uid()) and published_at is null and not signify.practised_by_others(id))
    with check (author_id = (select auth.uid()) and published_at is null and signify.may_show(array[cover_media_id]));

alter policy author_adds on public.tests_content
    with check (signify.writes_test(test_id) and signify.may_show(signify.shown_media(test_content, test_options)));
alter policy author_changes on public.tests_content
    with check (signify.writes_test(test_id) and signify.may_show(signify.shown_media(test_content, test_options)));

alter policy media_read on public.media_assets
    using (owner_id = (select auth.uid())
        or case when bucket = 'lesson-media' then not signify.is_of_drafts(id) else owner_id is null end);
alter policy signify_lesson_media_read on storage.objects
    using (bucket_id = 'lesson-media' and not signify.is_object_of_drafts(name));
create policy signify_lesson_media_edit on storage.objects for select to content_editor
    using (bucket_id = 'lesson-media');

-- As before, for the engine: says the same as the policy lessons_read.
create or replace function signify.lesson_is_visible(lesson_id uuid, user_id uuid) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
begin
    return exists (
        select from public.lessons l
        where l.id = lesson_is_visible.lesson_id
            and ((l.is_active and l.published_at is not null) or l.author_id = lesson_is_visible.user_id
                or signify.practised_by(l.id, lesson_is_visible.user_id)));
end
$$;

revoke all on function public.publish_lesson, public.withdraw_lesson, signify.publish_offered, signify.change_draft,
    signify.practised_by_others,
    signify.lessons_showing, signify.is_of_drafts, signify.is_object_of_drafts, signify.may_show
    from public, anon, authenticated, service_role;
grant execute on function public.publish_lesson to content_editor, service_role;
grant execute on function public.withdraw_lesson, signify.practised_by_others, signify.is_of_drafts,
    signify.is_object_of_drafts, signify.may_show to authenticated;
-- The index asks it with the role that writes the row.
grant execute on function signify.shown_media to public;
