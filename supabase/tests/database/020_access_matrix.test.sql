-- Who may do what to which row: every table, every verb, every role; each cell is done as that role and undone.
--
-- A cell has four places, for SELECT, INSERT, UPDATE and DELETE:
--   S I U D   it is done
--   .         the role has the verb, but not for this row: it sees none, or a policy refuses the new one
--   -         the role does not have the verb
--
-- The row belongs to Ada (owner): to herself, or to a lesson that she wrote. Ben (other) has nothing to do with it.
-- INSERT adds a row in Ada's name, whoever does it. What UPDATE sets is a column that the role has, where it has one;
-- 021_column_matrix.test.sql tells the columns.
begin;
set local search_path = extensions, public;

create temporary table expected (what text primary key, anon text, owner text, other text, editor text,
    service text, worker text);
insert into expected values
    --                            anon    owner   other   editor  service worker
    ('users',                     '----', 'S-U-', '.-.-', '.-.-', 'SIUD', '----'),
    ('user_settings',             '----', 'SIU-', '...-', '...-', 'SIUD', '----'),
    ('user_settings: language',   '----', 'SIU-', '...-', '...-', 'SIUD', '----'),
    ('media_assets: recording',   '----', 'SIUD', '....', '....', 'SIUD', '.---'),
    ('media_assets: queued',      '----', 'SIUD', '....', '....', 'SIUD', 'S---'),
    ('media_assets: lesson',      '----', 'S...', 'S...', 'SIUD', 'SIUD', '.---'),
    ('media_blobs: recording',    '----', 'S---', '.---', '.---', 'SIUD', '.---'),
    ('media_blobs: queued',       '----', 'S---', '.---', '.---', 'SIUD', 'S---'),
    ('media_removals',            '----', '----', '----', '----', 'S--D', '----'),
    ('lessons: active',           '----', 'SIU-', 'S..-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: withdrawn',        '----', 'SIU-', '...-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: practised',        '----', 'SIU-', 'S..-', 'SIUD', 'SIUD', 'S---'),
    ('lesson_signs: active',      '----', 'SIUD', 'S...', 'SIUD', 'SIUD', 'S---'),
    ('lesson_signs: withdrawn',   '----', 'SIUD', '....', 'SIUD', 'SIUD', 'S---'),
    ('notes: active',             '----', 'SIUD', 'S...', 'SIUD', 'SIUD', '----'),
    ('notes: withdrawn',          '----', 'SIUD', '....', 'SIUD', 'SIUD', '----'),
    ('tests: active',             '----', 'SIUD', 'S...', 'SIUD', 'SIUD', 'S---'),
    ('tests: withdrawn',          '----', 'SIUD', '....', 'SIUD', 'SIUD', 'S---'),
    ('tests_content: active',     '----', 'SIUD', 'S...', 'SIUD', 'SIUD', '----'),
    ('tests_content: withdrawn',  '----', 'SIUD', '....', 'SIUD', 'SIUD', '----'),
    ('chat_sessions',             '----', 'SIUD', '....', '....', 'SIUD', '----'),
    ('chat_messages: learner',    '----', 'SI--', '..--', '..--', 'SIUD', '----'),
    ('chat_messages: tutor',      '----', 'S.--', '..--', '..--', 'SIUD', '----'),
    ('practice_sessions: queued', '----', 'SI-D', '..-.', '..-.', 'SIUD', 'S-U-'),
    ('practice_sessions: scored', '----', 'S--D', '.--.', '.--.', 'SIUD', '.-.-'),
    ('practice_scoring_queue',    '----', '----', '----', '----', 'SIUD', 'S-U-'),
    ('reference_signs',           '----', 'S---', 'S---', 'SIUD', 'SIUD', 'S---'),
    ('reference_takes',           '----', '----', '----', 'SIUD', 'SIUD', 'S---'),
    ('xp_events',                 '----', 'S---', '.---', '.---', 'S---', '----'),
    ('practice_metrics_daily',    '----', 'S---', '.---', '.---', 'S---', '----'),
    ('nudges',                    '----', '----', '----', '----', 'S-UD', '----'),
    ('signify.metrics_changes',   '----', '----', '----', '----', '----', '----'),
    ('signify.waiting_attempts',  '----', '----', '----', '----', '----', '----'),
    ('signify.limits',            '----', '----', '----', '----', 'S-U-', '----'),
    ('audit.log',                 '----', '----', '----', '----', 'S---', '----'),
    ('storage.objects: recording','....', 'SIUD', '....', '....', 'SIUD', '----'),
    ('storage.objects: lesson',   '....', 'S...', 'S...', 'SIUD', 'SIUD', '----');

-- The rows ------------------------------------------------------------------------------------------------------

select tests.people();
insert into auth.users (id, email) values (tests.id(1), 'new@example.org');
update public.users set xp = 0;
insert into public.media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/10.pose'),
    (tests.id(11), tests.ada(), 'lesson-media', 'hello.mp4'),
    (tests.id(12), tests.ada(), 'practice-recordings', tests.ada() || '/12.pose');
insert into public.media_blobs (media_id, bytes) values (tests.id(10), 'pose');
insert into public.media_removals (bucket, path) values ('practice-recordings', 'gone.pose');
insert into public.lessons (id, author_id, lesson_code, title, lesson_type, is_active) values
    (tests.id(20), tests.ada(), 'matrix-active', 'A lesson', 'word', true),
    (tests.id(21), tests.ada(), 'matrix-withdrawn', 'A lesson', 'word', false),
    (tests.id(22), tests.ada(), 'matrix-practised', 'A lesson', 'word', false);
insert into public.lesson_signs (lesson_id, position, gloss)
values (tests.id(20), 1, 'HELLO'), (tests.id(21), 1, 'HELLO');
insert into public.notes (id, lesson_id, note_content)
values (tests.id(30), tests.id(20), 'A note'), (tests.id(31), tests.id(21), 'A note');
insert into public.tests (id, lesson_id, title)
values (tests.id(40), tests.id(20), 'A test'), (tests.id(41), tests.id(21), 'A test');
insert into public.tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
select id, test, 1, 'ordering', '{"prompt": "Order them."}', '["A", "B"]', '["B", "A"]'
from (values (tests.id(50), tests.id(40)), (tests.id(51), tests.id(41))) t (id, test);
insert into public.chat_sessions (id, user_id, chat_name) values (tests.id(60), tests.ada(), 'A chat');
insert into public.chat_messages (id, chat_id, sender, message_content) values
    (tests.id(61), tests.id(60), 'user', 'Hello'), (tests.id(62), tests.id(60), 'tutor', 'Hello');
insert into public.practice_sessions (id, user_id, mode, media_id, raw_metrics)
values (tests.id(70), tests.ada(), 'word', tests.id(12), jsonb_build_object('media_id', tests.id(10)));
insert into public.practice_sessions (id, user_id, mode, score, feedback, completed_at)
values (tests.id(71), tests.ada(), 'word', 80, tests.feedback(80), now());
-- Ben has practised Ada's lesson before she withdrew it.
select tests.practise(tests.ben(), now(), lesson => tests.id(22));
insert into public.reference_signs (id, gloss, signature) values (tests.id(80), 'MATRIX', 'signify');
insert into public.reference_takes (id, sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
values (tests.id(81), tests.id(80), 'ada', 'a.pose', md5('a'), 1, 1, 'pose');
select public.increment_xp(tests.ada(), 10, 'matrix');
insert into public.practice_metrics_daily
values (tests.ada(), current_date, 10, 1, 80, 1, 80, 0, null, 0, null);
insert into public.nudges (id, user_id, week) values (tests.id(90), tests.ada(), date_trunc('week', now())::date);
insert into storage.objects (id, bucket_id, name) values
    (tests.id(95), 'practice-recordings', tests.ada() || '/1.pose'), (tests.id(96), 'lesson-media', 'hello.mp4');

-- What each verb is on them: the row, what INSERT adds, what UPDATE sets, and what has to be out of the way first.
create temporary table subject (
    what text, relation text, row_is text, insertion text, change text, before_insertion text, before_all text);
insert into subject (what, relation, row_is, insertion, change) values
    ('users', 'public.users', 'id = tests.ada()',
        $$(id, email, nickname) values (tests.id(1), 'new@example.org', 'New')$$, $$nickname = 'Other'$$),
    ('user_settings', 'public.user_settings', 'user_id = tests.ada()',
        '(user_id) values (tests.ada())', $$app_theme = 'dark'$$),
    ('user_settings: language', 'public.user_settings', 'user_id = tests.ada() and language is null',
        $$(user_id, language) values (tests.ada(), 'de')$$, $$language = 'de'$$),
    ('media_assets: recording', 'public.media_assets', 'id = tests.id(12)',
        $$(owner_id, bucket, path) values (tests.ada(), 'practice-recordings', tests.ada() || '/new.pose')$$,
        $$media_type = 'video/mp4'$$),
    ('media_assets: lesson', 'public.media_assets', 'id = tests.id(11)',
        $$(owner_id, bucket, path) values (tests.ada(), 'lesson-media', 'new.mp4')$$, $$media_type = 'video/mp4'$$),
    ('media_blobs: recording', 'public.media_blobs', 'media_id = tests.id(10)',
        $$(media_id, bytes) values (tests.id(12), 'pose')$$, $$bytes = 'other'$$),
    ('media_removals', 'public.media_removals', 'true', $$(bucket, path) values ('b', 'p')$$, $$path = 'q'$$),
    ('lessons: active', 'public.lessons', 'id = tests.id(20)',
        $$(author_id, lesson_code, title, lesson_type) values (tests.ada(), 'new', 'New', 'word')$$,
        $$title = 'Other'$$),
    ('chat_sessions', 'public.chat_sessions', 'id = tests.id(60)', '(user_id) values (tests.ada())',
        $$chat_name = 'Other'$$),
    ('chat_messages: learner', 'public.chat_messages', 'id = tests.id(61)',
        $$(chat_id, sender, message_content) values (tests.id(60), 'user', 'Hi')$$, $$message_content = 'Other'$$),
    ('chat_messages: tutor', 'public.chat_messages', 'id = tests.id(62)',
        $$(chat_id, sender, message_content) values (tests.id(60), 'tutor', 'Well')$$, $$message_content = 'Other'$$),
    ('practice_sessions: queued', 'public.practice_sessions', 'id = tests.id(70)',
        $$(user_id, mode) values (tests.ada(), 'word')$$,
        'score = 80, feedback = tests.feedback(80), completed_at = now()'),
    ('practice_sessions: scored', 'public.practice_sessions', 'id = tests.id(71)',
        $$(user_id, mode, score, feedback, completed_at)
            values (tests.ada(), 'word', 99, tests.feedback(99), now())$$,
        'score = 99, feedback = tests.feedback(99)'),
    ('practice_scoring_queue', 'public.practice_scoring_queue', 'session_id = tests.id(70)',
        '(session_id, started_at, user_id) values (tests.id(71), now(), tests.ada())', 'attempts = 1'),
    ('reference_signs', 'public.reference_signs', 'id = tests.id(80)',
        $$(gloss, signature) values ('NEW', 'signify')$$, $$gloss = 'OTHER'$$),
    ('reference_takes', 'public.reference_takes', 'id = tests.id(81)',
        $$(sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
            values (tests.id(80), 'ben', 'b.pose', md5('b'), 1, 1, 'pose')$$, $$signer = 'other'$$),
    ('xp_events', 'public.xp_events', 'user_id = tests.ada()',
        $$(user_id, delta, idempotency_key, earned_on) values (tests.ada(), 1000, 'mine', now())$$, 'delta = 1000'),
    ('practice_metrics_daily', 'public.practice_metrics_daily', 'user_id = tests.ada()',
        $$values (tests.ada(), '2026-01-01', 10, 1, 80, 1, 80, 0, null, 0, null)$$, 'xp_gain = 1000'),
    ('nudges', 'public.nudges', 'id = tests.id(90)', $$(user_id, week) values (tests.ada(), '2026-01-05')$$,
        'sent_at = now()'),
    ('signify.metrics_changes', 'signify.metrics_changes', 'user_id = tests.ada()',
        '(user_id, day) values (tests.ada(), now())', 'day = now()'),
    ('signify.waiting_attempts', 'signify.waiting_attempts', 'user_id = tests.ada()', 'values (tests.eva(), 1)',
        'attempts = 0'),
    ('signify.limits', 'signify.limits', 'true', 'default values', 'points_per_day = 1'),
    ('audit.log', 'audit.log', $$object = 'public.lessons' and row_id = tests.id(20)::text$$,
        $$(role, session_role, action, object) values ('r', 'r', 'DDL', 'x')$$, $$object = 'y'$$),
    ('storage.objects: recording', 'storage.objects', 'id = tests.id(95)',
        $$(bucket_id, name) values ('practice-recordings', tests.ada() || '/2.pose')$$, $$metadata = '{}'$$),
    ('storage.objects: lesson', 'storage.objects', 'id = tests.id(96)',
        $$(bucket_id, name) values ('lesson-media', '2.mp4')$$, $$metadata = '{}'$$);
insert into subject (what, relation, row_is, insertion, change)
select 'lessons: ' || state, 'public.lessons', format('id = %L', lesson),
    $$(author_id, lesson_code, title, lesson_type, is_active) values (tests.ada(), 'new', 'New', 'word', false)$$,
    $$title = 'Other'$$
from (values ('withdrawn', tests.id(21)), ('practised', tests.id(22))) l (state, lesson);
-- What belongs to a lesson, of the active one and of the withdrawn one.
insert into subject (what, relation, row_is, insertion, change)
select kind || ': ' || state, 'public.' || kind, format('lesson_id = %L', lesson), format(insertion, lesson), change
from (values ('active', tests.id(20)), ('withdrawn', tests.id(21))) l (state, lesson)
cross join (values
    ('lesson_signs', $$(lesson_id, position, gloss) values (%L, 2, 'YOU')$$, $$gloss = 'YOU'$$),
    ('notes', $$(lesson_id, note_content) values (%L, 'New')$$, $$note_content = 'Other'$$),
    ('tests', $$(lesson_id, title) values (%L, 'New')$$, $$title = 'Other'$$)) k (kind, insertion, change);
insert into subject (what, relation, row_is, insertion, change)
select 'tests_content: ' || state, 'public.tests_content', format('test_id = %L', test),
    format($$(test_id, sequence, test_type, test_content, test_options, correct_answer)
        values (%L, 2, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]')$$, test),
    $$test_options = '["B", "A"]'$$
from (values ('active', tests.id(40)), ('withdrawn', tests.id(41))) t (state, test);
-- The worker sees a recording while its attempt waits: the same rows, with the queue and without.
insert into subject (what, relation, row_is, insertion, change)
select replace(what, 'recording', 'queued'), relation, row_is, insertion, change
from subject where what in ('media_assets: recording', 'media_blobs: recording');
update subject set before_all = 'delete from public.practice_scoring_queue'
where what in ('media_assets: recording', 'media_assets: lesson', 'media_blobs: recording');
update subject set before_insertion = 'delete from public.users where id = tests.id(1)' where what = 'users';
update subject set before_insertion = 'delete from public.user_settings' where relation = 'public.user_settings';
-- A lesson that was practised is not deleted while its attempts are there.
update subject set before_all = 'delete from public.practice_sessions where lesson_id = tests.id(22)'
where what = 'lessons: practised';

create temporary table actor (name text, role_name text, person uuid);
insert into actor values ('anon', 'anon', null), ('owner', 'authenticated', tests.ada()),
    ('other', 'authenticated', tests.ben()), ('editor', 'content_editor', tests.eva()),
    ('service', 'service_role', null), ('worker', 'signify_worker', null),
    -- Logins that are members: of service_role, which may what it may; and of authenticated, without a token.
    ('backend', 'tests_backend', null), ('reader', 'tests_reader', null);
-- The storage is not this schema's.
create role tests_backend login inherit;
create role tests_reader login inherit;
grant service_role to tests_backend;
grant authenticated to tests_reader;
grant tests_backend, tests_reader to current_user;

create temporary table verb (place int, letter text, statement text);
insert into verb values
    (1, 'S', 'select 1 from {relation} where {row}'), (2, 'I', 'insert into {relation} {insertion}'),
    (3, 'U', 'update {relation} set {change} where {row}'), (4, 'D', 'delete from {relation} where {row}');

create temporary table cell as
select s.what, a.name as actor, v.letter, v.place,
    substr(case a.name when 'anon' then e.anon when 'owner' then e.owner when 'other' then e.other
        when 'editor' then e.editor when 'service' then e.service when 'backend' then e.service
        when 'reader' then e.other else e.worker end, v.place, 1) as wanted,
    tests.attempt(a.role_name, a.person,
        replace(replace(replace(replace(v.statement, '{relation}', s.relation), '{row}', s.row_is),
            '{insertion}', s.insertion), '{change}', s.change),
        case v.letter
            when 'I' then s.before_insertion
            when 'D' then s.before_all
            when 'S' then case when s.relation like 'public.media%' then s.before_all end
        end) as outcome
from subject s
left join expected e using (what)
cross join actor a
cross join verb v
where a.name not in ('backend', 'reader') or s.relation <> 'storage.objects';
-- Who has no token has practised nothing.
update cell set wanted = '.' where actor = 'reader' and what = 'lessons: practised' and letter = 'S';

select plan((select 2 + count(*)::int from cell));

select set_eq('select what from subject', 'select what from expected', 'each row of the table of expectations is tried');
-- A table that nobody thought of has no line above.
select set_eq(
    $$select distinct relation::regclass from subject$$,
    $$select c.oid::regclass from pg_class c
        where c.relnamespace in ('public'::regnamespace, 'signify'::regnamespace, 'audit'::regnamespace)
            and c.relkind in ('r', 'p', 'v', 'm')
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        union all select 'storage.objects'::regclass$$,
    'each table has its line in the table of expectations');
select is(
    case
        when outcome ~ '^rows [1-9]' then letter
        when outcome in ('rows 0', 'policy') then '.'
        when outcome = 'denied' then '-'
        else outcome
    end,
    wanted,
    format('%s: %s of %s', actor, case letter when 'S' then 'select' when 'I' then 'insert' when 'U' then 'update'
        else 'delete' end, what))
from cell order by what, actor, place;
select * from finish();
rollback;
