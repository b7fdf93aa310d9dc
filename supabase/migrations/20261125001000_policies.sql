-- Permissions, in three layers: grants are for verbs and columns of a role, policies for rows, and checks
-- (see the documents) for values. Everything that is not granted here is denied.
--
--   anon            nothing.
--   authenticated   a learner: their own rows; lessons as a reader, and as the author of their own.
--   content_editor  a learner who also writes lessons, tests, notes, reference signs and lesson media.
--   service_role    bypasses row-level security, as in Supabase; it still cannot write points or the audit.
--   signify_worker  the unscored attempts, and the data needed to score them.
--
-- (select auth.uid()) is computed once per statement; a bare auth.uid() once per row.

revoke all on all tables in schema public, partitions, signify, jobs, audit
    from public, anon, authenticated, service_role, content_editor, signify_worker;

do $$
declare
    relation regclass;
begin
    for relation in
        select c.oid from pg_class c
        where c.relnamespace in ('public'::regnamespace, 'signify'::regnamespace, 'partitions'::regnamespace)
            and c.relkind in ('r', 'p')
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    loop
        execute format('alter table %s enable row level security', relation);
    end loop;
end
$$;

-- Lessons that a learner has practised stay visible to them when they are withdrawn; otherwise their progress
-- would shrink. Called for withdrawn lessons only. A function and not a subquery of the policy, which would
-- put all the months of practice_sessions into every plan on lessons twice. Its cost reflects that it
-- searches every month: at the usual 100, the progress query read all lessons and called it for each
-- withdrawn one, instead of reading the lessons that the learner has practised. One generic plan for the
-- session instead of five custom plans before it, each over all the months.
create function signify.has_practised(lesson_id uuid) returns boolean
    language plpgsql stable security definer cost 1000
    set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
    return exists (
        select from public.practice_sessions p
        where p.lesson_id = has_practised.lesson_id and p.user_id = auth.uid());
end
$$;

create function signify.is_author(lesson_id uuid) returns boolean
    language sql stable security definer set search_path = ''
as $$
    select exists (
        select from public.lessons l where l.id = is_author.lesson_id and l.author_id = auth.uid())
$$;

-- users -------------------------------------------------------------------------------------------------------

grant select, update (full_name, nickname) on public.users to authenticated;
grant select, delete,
    insert (id, email, full_name, nickname, last_active_at),
    update (email, full_name, nickname, last_active_at) on public.users to service_role;
create policy own_profile_read on public.users for select to authenticated using (id = (select auth.uid()));
create policy own_profile_change on public.users for update to authenticated
    using (id = (select auth.uid())) with check (id = (select auth.uid()));

-- user_settings -----------------------------------------------------------------------------------------------

grant select,
    insert (user_id, app_theme, prefers_assistive_learning, notifications, time_zone, keep_practice_history),
    update (app_theme, prefers_assistive_learning, notifications, time_zone, keep_practice_history)
    on public.user_settings to authenticated;
grant select, insert, update, delete on public.user_settings to service_role;
create policy own_settings_read on public.user_settings for select to authenticated
    using (user_id = (select auth.uid()));
create policy own_settings_add on public.user_settings for insert to authenticated
    with check (user_id = (select auth.uid()));
create policy own_settings_change on public.user_settings for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- media_assets and media_blobs --------------------------------------------------------------------------------

-- Media without an owner, and the lessons' bucket, are visible to every signed-in user.
grant select, delete,
    insert (id, owner_id, bucket, path, media_type, duration_seconds, metadata),
    update (media_type, duration_seconds, metadata) on public.media_assets to authenticated;
grant insert (owner_id, created_at), update (bucket, path) on public.media_assets to content_editor;
grant select, insert, update, delete on public.media_assets to service_role;
grant select, delete on public.media_removals to service_role;
grant select (id, owner_id, bucket, path, media_type, duration_seconds) on public.media_assets to signify_worker;
create policy media_read on public.media_assets for select to authenticated
    using (owner_id = (select auth.uid()) or owner_id is null or bucket = 'lesson-media');
-- The path begins with the owner's folder, as the storage policies require.
create policy own_media_add on public.media_assets for insert to authenticated
    with check (owner_id = (select auth.uid()) and bucket = 'practice-recordings'
        and path like (select auth.uid())::text || '/%');
create policy own_media_change on public.media_assets for update to authenticated
    using (owner_id = (select auth.uid()) and bucket = 'practice-recordings')
    with check (owner_id = (select auth.uid()) and bucket = 'practice-recordings'
        and path like (select auth.uid())::text || '/%');
create policy own_media_remove on public.media_assets for delete to authenticated
    using (owner_id = (select auth.uid()) and bucket = 'practice-recordings');
create policy lesson_media_edit on public.media_assets for all to content_editor
    using (bucket = 'lesson-media') with check (bucket = 'lesson-media');
-- Media without an owner, and the recordings of unscored attempts, however the attempts name them.
create policy queued_media_read on public.media_assets for select to signify_worker
    using (owner_id is null or exists (
        select from public.practice_scoring_queue q
        join public.practice_sessions p on p.id = q.session_id and p.started_at = q.started_at
        where q.user_id = media_assets.owner_id and (
            p.media_id = media_assets.id
            or lower(p.raw_metrics ->> 'media_id') = media_assets.id::text
            or (p.raw_metrics ->> 'bucket' = media_assets.bucket
                and p.raw_metrics ->> 'path' = media_assets.path))));

grant select on public.media_blobs to authenticated, signify_worker;
grant select, insert, update, delete on public.media_blobs to service_role;
-- Visible if the asset is: the subquery is subject to the policies above.
create policy media_bytes_read on public.media_blobs for select to authenticated, signify_worker
    using (exists (select from public.media_assets m where m.id = media_id));

-- lessons -----------------------------------------------------------------------------------------------------

grant select,
    insert (id, author_id, lesson_code, title, description, lesson_type, difficulty_level, cover_media_id, is_active,
        published_at),
    update (lesson_code, title, description, lesson_type, difficulty_level, cover_media_id, is_active, published_at)
    on public.lessons to authenticated;
grant delete, update (author_id) on public.lessons to content_editor;
grant select, insert, update, delete on public.lessons to service_role;
grant select (id, lesson_code, title, lesson_type, is_active) on public.lessons to signify_worker;
create policy lessons_read on public.lessons for select to authenticated
    using (is_active or author_id = (select auth.uid()) or signify.has_practised(id));
create policy own_lessons_add on public.lessons for insert to authenticated
    with check (author_id = (select auth.uid()) and (
        cover_media_id is null or exists (select from public.media_assets m where m.id = cover_media_id)));
create policy own_lessons_change on public.lessons for update to authenticated
    using (author_id = (select auth.uid()))
    with check (author_id = (select auth.uid()) and (
        cover_media_id is null or exists (select from public.media_assets m where m.id = cover_media_id)));
create policy lessons_edit on public.lessons for all to content_editor using (true) with check (true);
create policy lessons_for_scoring on public.lessons for select to signify_worker using (true);

-- What belongs to a lesson is seen with it, and written by its author and the editors ---------------------------

grant select, insert, update, delete on public.lesson_signs, public.notes, public.tests to authenticated;
grant select, insert, update, delete on public.lesson_signs, public.notes, public.tests to service_role;
grant select on public.lesson_signs to signify_worker;
grant select (id, lesson_id, passing_score) on public.tests to signify_worker;
-- Authors write the answer; learners never read it, and authors read it by authored_answers().
grant select (id, test_id, sequence, test_type, test_content, test_options, test_ref, created_at), delete,
    insert (id, test_id, sequence, test_type, test_content, test_options, test_ref, correct_answer),
    update (sequence, test_type, test_content, test_options, test_ref, correct_answer)
    on public.tests_content to authenticated;
grant select on public.tests_content to content_editor;
grant select, insert, update, delete on public.tests_content to service_role;

do $$
declare
    table_name text;
begin
    foreach table_name in array array['lesson_signs', 'notes', 'tests'] loop
        execute format('create policy seen_with_lesson on public.%I for select to authenticated
            using (exists (select from public.lessons l where l.id = lesson_id))', table_name);
        execute format('create policy author_adds on public.%I for insert to authenticated
            with check (signify.is_author(lesson_id))', table_name);
        execute format('create policy author_changes on public.%I for update to authenticated
            using (signify.is_author(lesson_id)) with check (signify.is_author(lesson_id))', table_name);
        execute format('create policy author_removes on public.%I for delete to authenticated
            using (signify.is_author(lesson_id))', table_name);
    end loop;
    foreach table_name in array array['lesson_signs', 'notes', 'tests', 'tests_content'] loop
        execute format('create policy edited on public.%I for all to content_editor
            using (true) with check (true)', table_name);
    end loop;
    foreach table_name in array array['lesson_signs', 'tests'] loop
        execute format('create policy read_for_scoring on public.%I for select to signify_worker
            using (true)', table_name);
    end loop;
end
$$;

create function signify.is_test_author(test_id uuid) returns boolean
    language sql stable security definer set search_path = ''
as $$
    select exists (
        select from public.tests t join public.lessons l on l.id = t.lesson_id
        where t.id = is_test_author.test_id and l.author_id = auth.uid())
$$;
create policy seen_with_test on public.tests_content for select to authenticated
    using (exists (select from public.tests t where t.id = test_id));
create policy author_adds on public.tests_content for insert to authenticated
    with check (signify.is_test_author(test_id));
create policy author_changes on public.tests_content for update to authenticated
    using (signify.is_test_author(test_id)) with check (signify.is_test_author(test_id));
create policy author_removes on public.tests_content for delete to authenticated
    using (signify.is_test_author(test_id));

-- The answers of a test, for the author of its lesson; no rows for other users.
create function public.authored_answers(test_id uuid) returns table (id uuid, sequence smallint, correct_answer jsonb)
    language sql stable security definer set search_path = ''
as $$
    select c.id, c.sequence, c.correct_answer
    from public.tests_content c
    where c.test_id = authored_answers.test_id and signify.is_test_author(authored_answers.test_id)
    order by c.sequence
$$;

-- chat_sessions and chat_messages -----------------------------------------------------------------------------

grant select, delete, insert (id, user_id, chat_name, source_lesson_id), update (chat_name, is_active)
    on public.chat_sessions to authenticated;
grant select, insert, update, delete on public.chat_sessions to service_role;
create policy own_chats_read on public.chat_sessions for select to authenticated
    using (user_id = (select auth.uid()));
create policy own_chats_add on public.chat_sessions for insert to authenticated
    with check (user_id = (select auth.uid()) and (
        source_lesson_id is null or exists (select from public.lessons l where l.id = source_lesson_id)));
create policy own_chats_change on public.chat_sessions for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy own_chats_remove on public.chat_sessions for delete to authenticated
    using (user_id = (select auth.uid()));

-- A learner writes only their own messages; the service role writes those of the tutor and the system.
-- Messages are neither changed nor deleted; a chat is deleted as a whole.
grant select, insert (id, chat_id, sender, message_content, attachments) on public.chat_messages to authenticated;
grant select, insert, update, delete on public.chat_messages to service_role;
create policy own_messages_read on public.chat_messages for select to authenticated
    using (exists (
        select from public.chat_sessions s where s.id = chat_id and s.user_id = (select auth.uid())));
create policy own_messages_add on public.chat_messages for insert to authenticated
    with check (sender = 'user' and exists (
        select from public.chat_sessions s where s.id = chat_id and s.user_id = (select auth.uid())));

-- practice_sessions and its queue -----------------------------------------------------------------------------

-- A learner submits an attempt and may delete it, but cannot write its score. An attempt that was made
-- offline may be submitted a month late.
grant select, delete, insert (id, user_id, lesson_id, mode, raw_metrics, media_id, started_at)
    on public.practice_sessions to authenticated;
grant select, insert, update, delete on public.practice_sessions to service_role;
grant select (id, user_id, lesson_id, mode, score, raw_metrics, media_id, started_at, completed_at),
    update (score, feedback, completed_at) on public.practice_sessions to signify_worker;
create policy own_practice_read on public.practice_sessions for select to authenticated
    using (user_id = (select auth.uid()));
create policy own_practice_add on public.practice_sessions for insert to authenticated
    with check (user_id = (select auth.uid())
        and started_at between now() - interval '31 days' and now() + interval '5 minutes'
        and (lesson_id is null or exists (select from public.lessons l where l.id = lesson_id))
        and (media_id is null or exists (
            select from public.media_assets m where m.id = media_id and m.owner_id = (select auth.uid()))));
create policy own_practice_remove on public.practice_sessions for delete to authenticated
    using (user_id = (select auth.uid()));
-- The worker sees queued attempts. A row leaves the queue after its statement: a policy of "not completed
-- yet" would refuse the very row that the worker completes.
create policy queued_practice_read on public.practice_sessions for select to signify_worker
    using (exists (
        select from public.practice_scoring_queue q
        where q.session_id = practice_sessions.id and q.started_at = practice_sessions.started_at));
create policy queued_practice_score on public.practice_sessions for update to signify_worker
    using (exists (
        select from public.practice_scoring_queue q
        where q.session_id = practice_sessions.id and q.started_at = practice_sessions.started_at))
    with check (true);

grant select, insert, update, delete on public.practice_scoring_queue to service_role;
grant select, update (attempts, not_before, last_error, poisoned_at)
    on public.practice_scoring_queue to signify_worker;
create policy queue_read on public.practice_scoring_queue for select to signify_worker using (true);
create policy queue_claim on public.practice_scoring_queue for update to signify_worker
    using (true) with check (true);

-- reference_signs and reference_takes ---------------------------------------------------------------------------

-- The list of signs is visible to everybody; recordings of the signers are not.
grant select (id, gloss, language, created_at, updated_at) on public.reference_signs to authenticated;
grant select, insert, update, delete on public.reference_signs, public.reference_takes
    to content_editor, service_role;
grant select on public.reference_signs, public.reference_takes to signify_worker;
grant usage on sequence public.reference_takes_sequence_seq to content_editor, service_role;
create policy signs_read on public.reference_signs for select to authenticated, signify_worker using (true);
create policy signs_edit on public.reference_signs for all to content_editor using (true) with check (true);
create policy takes_read on public.reference_takes for select to signify_worker using (true);
create policy takes_edit on public.reference_takes for all to content_editor using (true) with check (true);

-- xp_events, practice_metrics_daily, nudges --------------------------------------------------------------------

grant select on public.xp_events, public.practice_metrics_daily to authenticated, service_role;
create policy own_points_read on public.xp_events for select to authenticated
    using (user_id = (select auth.uid()));
create policy own_metrics_read on public.practice_metrics_daily for select to authenticated
    using (user_id = (select auth.uid()));
grant select, update (sent_at), delete on public.nudges to service_role;

-- Functions -----------------------------------------------------------------------------------------------------

-- PostgreSQL lets every role execute a new function. Functions that bypass the policies are restricted to the
-- named roles. The checks, which read no table, stay executable by every role, since they run with the role
-- that writes the row.
revoke all on all functions in schema public, signify, jobs from public, anon, authenticated, service_role;
do $$
declare
    checks regprocedure;
begin
    for checks in
        select p.oid from pg_proc p
        where p.pronamespace = 'signify'::regnamespace and p.provolatile = 'i'
    loop
        execute format('grant execute on function %s to public', checks);
    end loop;
end
$$;
grant execute on function public.increment_xp to service_role, signify_worker;
grant execute on function public.authored_answers to authenticated;
grant execute on function public.sync_chat_context to authenticated, service_role;
grant execute on function signify.has_practised, signify.is_author, signify.is_test_author to authenticated;
