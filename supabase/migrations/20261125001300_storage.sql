-- Buckets and the permissions on their objects. Recordings belong to their owner: the first folder of an
-- object's path is the learner's identifier. Supabase owns the tables and has enabled row-level security.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
    ('practice-recordings', 'practice-recordings', false, 104857600,
        '{application/x-pose,application/json,application/x-ndjson,video/mp4,video/webm}'),
    ('lesson-media', 'lesson-media', false, 104857600, '{video/mp4,video/webm,image/png,image/jpeg,image/webp}')
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit,
    allowed_mime_types = excluded.allowed_mime_types;

create policy signify_own_recordings_read on storage.objects for select to authenticated
    using (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy signify_own_recordings_add on storage.objects for insert to authenticated
    with check (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy signify_own_recordings_change on storage.objects for update to authenticated
    using (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text)
    with check (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy signify_own_recordings_remove on storage.objects for delete to authenticated
    using (bucket_id = 'practice-recordings'
        and (storage.foldername(name))[1] = (select auth.uid())::text);

create policy signify_lesson_media_read on storage.objects for select to authenticated
    using (bucket_id = 'lesson-media');
create policy signify_lesson_media_add on storage.objects for insert to content_editor
    with check (bucket_id = 'lesson-media');
create policy signify_lesson_media_change on storage.objects for update to content_editor
    using (bucket_id = 'lesson-media') with check (bucket_id = 'lesson-media');
create policy signify_lesson_media_remove on storage.objects for delete to content_editor
    using (bucket_id = 'lesson-media');
