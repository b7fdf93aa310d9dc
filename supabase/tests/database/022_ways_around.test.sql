-- Ways around the policies that a row's own verbs do not show: rows that are moved to where their owner may not put
-- them, and statements that read nothing, which no policy for SELECT holds back.
begin;
set local search_path = extensions, public;
select tests.people();
insert into lessons (id, author_id, lesson_code, title, lesson_type, is_active) values
    (tests.id(20), tests.ada(), 'hers', 'Hers', 'word', true), (tests.id(21), tests.ben(), 'his', 'His', 'word', true),
    (tests.id(22), tests.ben(), 'gone', 'His', 'word', false);
-- Hers is a draft, which she writes; his is published.
update lessons set published_at = null where id = tests.id(20);
insert into lesson_signs (lesson_id, position, gloss) values (tests.id(20), 1, 'HELLO'), (tests.id(21), 1, 'HELLO');
insert into notes (id, lesson_id, note_content)
values (tests.id(30), tests.id(20), 'Hers'), (tests.id(31), tests.id(21), 'His');
insert into tests (id, lesson_id) values (tests.id(40), tests.id(20)), (tests.id(41), tests.id(21));
insert into tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
values (tests.id(51), tests.id(41), 1, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]');
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/10.pose'),
    (tests.id(11), tests.ben(), 'practice-recordings', tests.ben() || '/11.pose'),
    (tests.id(12), null, 'lesson-media', 'lesson.mp4');
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ben());
insert into chat_messages (chat_id, sender) values (tests.id(60), 'user');
insert into practice_sessions (id, user_id, mode) values (tests.id(70), tests.ben(), 'word');
insert into practice_sessions (id, user_id, mode, score, feedback, completed_at)
values (tests.id(71), tests.ben(), 'word', 80, tests.feedback(80), now());
insert into reference_signs (gloss, signature) values ('AROUND', 'signify');
insert into storage.objects (id, bucket_id, name) values
    (tests.id(95), 'practice-recordings', tests.ada() || '/1.pose'), (tests.id(96), 'lesson-media', 'lesson.mp4'),
    (tests.id(97), 'practice-recordings', tests.ben() || '/1.pose');

-- The blind statements: by Ada, of what is Ben's or nobody's; then the rows as they are, by the tests' own role.
create function pg_temp.blind(role_name text, statement text, relation text, row_is text) returns text language plpgsql as $$
declare
    before text;
    after text;
begin
    execute format('select string_agg(t::text, %L order by t::text) from %s t where %s', E'\n', relation, row_is) into strict before;
    if before is null then return 'no such row'; end if;
    begin
        perform tests.become(role_name, tests.ada());
        execute statement;
        perform set_config('role', 'none', true);
        execute format('select string_agg(t::text, %L order by t::text) from %s t where %s', E'\n', relation, row_is) into after;
        raise exception using errcode = 'TS000',
            message = case when after is not distinct from before then 'untouched' else 'touched' end;
    exception
        when sqlstate 'TS000' then return sqlerrm;
        when insufficient_privilege then return 'refused';
    end;
end
$$;
create temporary table target (relation text, row_is text, change text);
insert into target values
    ('public.users', 'id = tests.ben()', 'nickname = ''Stolen'''),
    ('public.user_settings', 'user_id = tests.ben()', 'app_theme = ''dark'''),
    ('public.user_settings', 'user_id = tests.ben()', 'language = ''de'''),
    ('public.media_assets', 'owner_id is distinct from tests.ada()', 'media_type = ''x/y'''),
    ('public.lessons', 'author_id is distinct from tests.ada()', 'title = ''Stolen'''),
    ('public.lesson_signs', 'lesson_id <> tests.id(20)', 'gloss = ''STOLEN'''),
    ('public.notes', 'lesson_id <> tests.id(20)', 'note_content = ''Stolen'''),
    ('public.tests', 'lesson_id <> tests.id(20)', 'title = ''Stolen'''),
    ('public.tests_content', 'true', 'test_options = ''["A", "B"]'''),
    ('public.chat_sessions', 'user_id = tests.ben()', 'chat_name = ''Stolen'''),
    ('public.chat_messages', 'true', 'message_content = ''Stolen'''),
    ('public.practice_sessions', 'user_id = tests.ben()', 'mode = ''word'''),
    ('public.reference_signs', 'true', 'gloss = ''STOLEN'''),
    ('storage.objects', 'id in (tests.id(96), tests.id(97))', 'metadata = ''{}''');

-- What may not be put where.
create temporary table moved (who text, what text, statement text);
insert into moved values
    ('ada', 'a recording into another''s folder',
        $$update storage.objects set name = tests.ben() || '/planted.pose' where id = tests.id(95)$$),
    ('ada', 'a recording among the lessons'' media', $$update storage.objects set bucket_id = 'lesson-media' where id = tests.id(95)$$),
    ('ada', 'an object among the lessons'' media, in a folder of hers',
        $$insert into storage.objects (bucket_id, name) values ('lesson-media', tests.ada() || '/2.mp4')$$),
    ('eva', 'a lesson''s object among the recordings',
        $$update storage.objects set bucket_id = 'practice-recordings' where id = tests.id(96)$$),
    ('eva', 'a lesson''s object in a bucket of neither', $$update storage.objects set bucket_id = null where id = tests.id(96)$$),
    ('eva', 'a lesson''s asset among the recordings',
        $$update public.media_assets set bucket = 'practice-recordings' where id = tests.id(12)$$),
    ('ada', 'a note into another''s lesson', 'update public.notes set lesson_id = tests.id(21) where id = tests.id(30)'),
    ('ada', 'a sign into another''s lesson', 'update public.lesson_signs set lesson_id = tests.id(21), position = 9 where lesson_id = tests.id(20)'),
    ('ada', 'a test into another''s lesson', 'update public.tests set lesson_id = tests.id(21) where id = tests.id(40)'),
    ('ada', 'an item into another''s test',
        $$insert into public.tests_content (test_id, sequence, test_type, test_content, test_options, correct_answer)
            values (tests.id(41), 2, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]')$$),
    ('ada', 'an asset of hers in another''s folder',
        $$insert into public.media_assets (owner_id, bucket, path) values (tests.ada(), 'practice-recordings', tests.ben() || '/2.pose')$$),
    ('ada', 'an asset of hers among the database''s own',
        $$insert into public.media_assets (owner_id, bucket, path) values (tests.ada(), 'local', tests.ada() || '/2.pose')$$),
    ('ada', 'a lesson under another''s recording', $$insert into public.lessons (author_id, lesson_code, title, lesson_type, cover_media_id)
        values (tests.ada(), 'new', 'New', 'word', tests.id(11))$$),
    -- Without looking, so that the policy for SELECT does not hold back what this one should.
    ('eva', 'all objects that she may change among the recordings', $$update storage.objects set bucket_id = 'practice-recordings'$$),
    ('eva', 'all assets that she may change among the recordings', $$update public.media_assets set bucket = 'practice-recordings'$$),
    ('ada', 'a chat about a lesson that she cannot see',
        'insert into public.chat_sessions (user_id, source_lesson_id) values (tests.ada(), tests.id(22))');

select plan((select 4 + 2 * count(*)::int from target) + (select count(*)::int from moved));
select is(pg_temp.blind('authenticated', format('update %s set %s', relation, change), relation, row_is),
    case when relation in ('public.chat_messages', 'public.practice_sessions', 'public.reference_signs')
        then 'refused' else 'untouched' end, 'a learner changes ' || relation || ' without looking')
from target;
select is(pg_temp.blind('authenticated', format('delete from %s', relation), relation, row_is),
    case when relation in ('public.users', 'public.user_settings', 'public.lessons', 'public.chat_messages', 'public.reference_signs')
        then 'refused' else 'untouched' end, 'a learner empties ' || relation || ' without looking')
from target;
select is(pg_temp.blind('signify_worker', $$update public.practice_sessions set score = 1, feedback = tests.feedback(1),
    completed_at = now()$$, 'public.practice_sessions', 'id = tests.id(71)'), 'untouched',
    'the worker scores everything without looking, but what has its score');
select is(pg_temp.blind('content_editor', 'delete from storage.objects', 'storage.objects', 'id = tests.id(97)'),
    'untouched', 'an editor empties the storage, but for recordings');
select is(pg_temp.blind('content_editor', $$update public.media_assets set media_type = 'x/y'$$, 'public.media_assets', 'id = tests.id(11)'),
    'untouched', 'and changes every asset, but recordings');
select is(pg_temp.blind('content_editor', $$update storage.objects set bucket_id = 'lesson-media'$$, 'storage.objects', 'id = tests.id(97)'),
    'untouched', 'nor makes recordings lesson media');
select is(tests.attempt(case who when 'eva' then 'content_editor' else 'authenticated' end,
    case who when 'eva' then tests.eva() else tests.ada() end, statement), 'policy', who || ' puts ' || what)
from moved;
select * from finish();
rollback;
