-- The blueprint's columns, defaults, references and indexes, as it writes them, against the live schema. Where the
-- schema departs (docs/blueprint-departures.md), the departure is told here, so that another one fails.
begin;
set local search_path = extensions, public;
select plan(8);

create temporary table blueprint (relation text, name text, type text, default_value text, refers_to text);
insert into blueprint values
    ('users', 'id', 'uuid', null, 'auth.users'),
    ('users', 'email', 'extensions.citext', null, null),
    ('users', 'full_name', 'text', null, null),
    ('users', 'nickname', 'text', null, null),
    ('users', 'xp', 'bigint', '0', null),
    ('users', 'level', 'smallint', null, null),
    ('users', 'streak_count', 'smallint', '0', null),
    ('users', 'last_active_at', 'timestamp with time zone', null, null),
    ('users', 'created_at', 'timestamp with time zone', 'now()', null),
    ('users', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('user_settings', 'user_id', 'uuid', null, 'users'),
    ('user_settings', 'app_theme', 'text', '''light''::text', null),
    ('user_settings', 'prefers_assistive_learning', 'boolean', 'false', null),
    ('user_settings', 'notifications', 'jsonb', '''{}''::jsonb', null),
    ('user_settings', 'time_zone', 'text', '''UTC''::text', null),
    ('user_settings', 'created_at', 'timestamp with time zone', 'now()', null),
    ('user_settings', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('lessons', 'id', 'uuid', 'gen_random_uuid()', null),
    ('lessons', 'author_id', 'uuid', null, 'users'),
    ('lessons', 'lesson_code', 'text', null, null),
    ('lessons', 'title', 'text', null, null),
    ('lessons', 'description', 'text', null, null),
    ('lessons', 'lesson_type', 'text', null, null),
    ('lessons', 'difficulty_level', 'text', null, null),
    ('lessons', 'cover_media_id', 'uuid', null, 'media_assets'),
    ('lessons', 'is_active', 'boolean', 'true', null),
    ('lessons', 'published_at', 'timestamp with time zone', null, null),
    ('lessons', 'created_at', 'timestamp with time zone', 'now()', null),
    ('lessons', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('notes', 'id', 'uuid', 'gen_random_uuid()', null),
    ('notes', 'lesson_id', 'uuid', null, 'lessons'),
    ('notes', 'title', 'text', null, null),
    ('notes', 'note_content', 'text', null, null),
    ('notes', 'tool_calls', 'jsonb', '''[]''::jsonb', null),
    ('notes', 'tool_calls_content', 'jsonb', '''[]''::jsonb', null),
    ('notes', 'language_code', 'text', '''en''::text', null),
    ('notes', 'version', 'integer', '1', null),
    ('notes', 'created_at', 'timestamp with time zone', 'now()', null),
    ('notes', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('tests', 'id', 'uuid', 'gen_random_uuid()', null),
    ('tests', 'lesson_id', 'uuid', null, 'lessons'),
    ('tests', 'title', 'text', null, null),
    ('tests', 'passing_score', 'smallint', '70', null),
    ('tests', 'time_limit_seconds', 'integer', null, null),
    ('tests', 'created_at', 'timestamp with time zone', 'now()', null),
    ('tests', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('tests_content', 'id', 'uuid', 'gen_random_uuid()', null),
    ('tests_content', 'test_id', 'uuid', null, 'tests'),
    ('tests_content', 'sequence', 'smallint', null, null),
    ('tests_content', 'test_type', 'text', null, null),
    ('tests_content', 'test_content', 'jsonb', null, null),
    ('tests_content', 'test_options', 'jsonb', null, null),
    ('tests_content', 'test_ref', 'uuid', null, null),
    ('tests_content', 'correct_answer', 'jsonb', null, null),
    ('tests_content', 'created_at', 'timestamp with time zone', 'now()', null),
    ('chat_sessions', 'id', 'uuid', 'gen_random_uuid()', null),
    ('chat_sessions', 'user_id', 'uuid', null, 'users'),
    ('chat_sessions', 'chat_name', 'text', null, null),
    ('chat_sessions', 'context_snapshot', 'jsonb', null, null),
    ('chat_sessions', 'source_lesson_id', 'uuid', null, 'lessons'),
    ('chat_sessions', 'is_active', 'boolean', 'true', null),
    ('chat_sessions', 'created_at', 'timestamp with time zone', 'now()', null),
    ('chat_sessions', 'updated_at', 'timestamp with time zone', 'now()', null),
    ('chat_messages', 'id', 'uuid', 'gen_random_uuid()', null),
    ('chat_messages', 'chat_id', 'uuid', null, 'chat_sessions'),
    ('chat_messages', 'sender', 'text', null, null),
    ('chat_messages', 'message_content', 'text', null, null),
    ('chat_messages', 'tool_calls', 'jsonb', '''[]''::jsonb', null),
    ('chat_messages', 'tool_calls_content', 'jsonb', '''[]''::jsonb', null),
    ('chat_messages', 'attachments', 'jsonb', '''[]''::jsonb', null),
    ('chat_messages', 'sequence', 'integer', null, null),
    ('chat_messages', 'created_at', 'timestamp with time zone', 'now()', null),
    ('practice_sessions', 'id', 'uuid', 'gen_random_uuid()', null),
    ('practice_sessions', 'user_id', 'uuid', null, 'users'),
    ('practice_sessions', 'lesson_id', 'uuid', null, 'lessons'),
    ('practice_sessions', 'mode', 'text', null, null),
    ('practice_sessions', 'score', 'numeric(5,2)', null, null),
    ('practice_sessions', 'raw_metrics', 'jsonb', null, null),
    ('practice_sessions', 'media_id', 'uuid', null, 'media_assets'),
    ('practice_sessions', 'feedback', 'jsonb', null, null),
    ('practice_sessions', 'started_at', 'timestamp with time zone', 'now()', null),
    ('practice_sessions', 'completed_at', 'timestamp with time zone', null, null),
    ('media_assets', 'id', 'uuid', 'gen_random_uuid()', null),
    ('media_assets', 'owner_id', 'uuid', null, 'users'),
    ('media_assets', 'bucket', 'text', null, null),
    ('media_assets', 'path', 'text', null, null),
    ('media_assets', 'media_type', 'text', null, null),
    ('media_assets', 'duration_seconds', 'numeric', null, null),
    ('media_assets', 'metadata', 'jsonb', null, null),
    ('media_assets', 'created_at', 'timestamp with time zone', 'now()', null);

create temporary table live as
select c.relname::text as relation, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as never_null, pg_get_expr(d.adbin, d.adrelid) as default_value,
    f.confrelid::regclass::text as refers_to, f.confdeltype::text as on_delete, a.attgenerated <> '' as is_generated
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');

select is((select count(*) from blueprint), 90::bigint, 'the blueprint has 90 columns');
select set_eq(
    $$select l.relation, l.name, replace(l.type, 'citext', 'extensions.citext') from live l join blueprint b using (relation, name)$$,
    'select relation, name, type from blueprint', 'each is there, with its type');
select set_eq(
    $$select relation, name, l.default_value, b.default_value as wanted from live l join blueprint b using (relation, name)
        where l.default_value is distinct from b.default_value and l.default_value is distinct from b.default_value || '::jsonb'$$,
    $$values ('users', 'level', '(LEAST((xp / 1000), (32767)::bigint))::smallint', null::text)$$,
    'and its default; level is generated, without an overflow');
select is_empty(
    $$select relation, name, l.refers_to, b.refers_to as wanted from live l join blueprint b using (relation, name)
        where l.refers_to is distinct from b.refers_to$$, 'and what it refers to');
-- a: refused while it is referred to; c: goes along; n: is left without.
select set_eq(
    $$select relation || '.' || name || ' ' || on_delete from live where refers_to is not null
        and (relation, name) in (select relation, name from blueprint)$$,
    array['chat_messages.chat_id c', 'chat_sessions.source_lesson_id n', 'chat_sessions.user_id c', 'lessons.author_id n',
        'lessons.cover_media_id n', 'media_assets.owner_id c', 'notes.lesson_id c', 'practice_sessions.lesson_id a',
        'practice_sessions.media_id n', 'practice_sessions.user_id c', 'tests.lesson_id c', 'tests_content.test_id c',
        'user_settings.user_id c', 'users.id c'],
    'and what becomes of it when that goes');
select set_eq(
    $$select l.relation || '.' || l.name from live l
        where l.relation in (select relation from blueprint)
            and (l.relation, l.name) not in (select relation, name from blueprint)$$,
    array['chat_sessions.last_message_at', 'chat_sessions.last_sequence', 'lessons.published_by', 'practice_sessions.anonymised_at',
        'practice_sessions.practised_on', 'practice_sessions.request_id', 'user_settings.keep_practice_history', 'user_settings.language'], 'and these came to them');
select set_eq(
    $$select relation || ' ' || string_agg(a.attname, ' ' order by k.place) from (select distinct relation from blueprint) b
        join pg_constraint p on p.conrelid = ('public.' || relation)::regclass and p.contype = 'p'
        cross join unnest(p.conkey) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.attnum group by relation$$,
    array['users id', 'user_settings user_id', 'lessons id', 'notes id', 'tests id', 'tests_content id', 'chat_sessions id',
        'chat_messages id created_at', 'practice_sessions id started_at', 'media_assets id'],
    'the keys are the blueprint''s; those of tables in months hold the month');

select set_eq(
    $$select c.relname || ' ' || (case when i.indisunique then 'unique ' else '' end)
            || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING btree ', '')
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'public'::regnamespace and c.relname in ('users_email_key', 'idx_users_last_active',
            'idx_lessons_type_active', 'idx_lessons_author', 'idx_notes_lesson', 'idx_tests_lesson',
            'idx_tests_content_test_sequence', 'idx_chat_sessions_user_created', 'idx_chat_messages_chat_sequence',
            'idx_chat_messages_tutor', 'idx_practice_user_completed', 'idx_practice_mode', 'idx_media_owner')$$,
    array['users_email_key unique (email)', 'idx_users_last_active (last_active_at)',
        'idx_lessons_type_active (lesson_type, is_active)', 'idx_lessons_author (author_id)', 'idx_notes_lesson (lesson_id)',
        'idx_tests_lesson (lesson_id)', 'idx_tests_content_test_sequence unique (test_id, sequence)',
        'idx_chat_sessions_user_created (user_id, created_at DESC)',
        'idx_chat_messages_chat_sequence (chat_id, sequence DESC)',
        'idx_chat_messages_tutor (created_at) WHERE (sender = ''tutor''::text)',
        'idx_practice_user_completed (user_id, completed_at DESC, id DESC) INCLUDE (score, lesson_id)',
        'idx_practice_mode (mode)', 'idx_media_owner (owner_id)'],
    'the blueprint''s indexes are there, over its columns');
select * from finish();
rollback;
