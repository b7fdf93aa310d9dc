-- Who may do what to which row: every table, every verb, every role; each cell is done as that role and undone.
--
-- A cell has four places, for SELECT, INSERT, UPDATE and DELETE:
--   S I U D   it is done
--   .         the role has the verb, but not for this row: it sees none, or a policy refuses the new one
--   -         the role does not have the verb
--
-- The row belongs to Ada (owner): to herself, or to a lesson that she wrote. Ben (other) has nothing to do with it. Her lessons
-- are a draft, and published ones: offered, withdrawn, and withdrawn after Ben practised it. He practised a draft too, which was
-- published then.
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
    ('media_assets: of a draft',  '----', '....', '....', 'SIUD', 'SIUD', '.---'),
    ('media_blobs: recording',    '----', 'S---', '.---', '.---', 'SIUD', '.---'),
    ('media_blobs: queued',       '----', 'S---', '.---', '.---', 'SIUD', 'S---'),
    ('media_blobs: of a draft',   '----', '.---', '.---', 'S---', 'SIUD', '.---'),
    ('media_removals',            '----', '----', '----', '----', 'S--D', '----'),
    -- What INSERT adds is a draft, whoever wrote the row beside it.
    ('lessons: draft',            '----', 'SIU-', '...-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: practised draft',  '----', 'SI.-', 'S..-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: published',        '----', 'SI.-', 'S..-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: withdrawn',        '----', 'SI.-', '...-', 'SIUD', 'SIUD', 'S---'),
    ('lessons: practised',        '----', 'SI.-', 'S..-', 'SIUD', 'SIUD', 'S---'),
    ('lesson_signs: draft',       '----', 'SIUD', '....', 'SIUD', 'SIUD', 'S---'),
    ('lesson_signs: published',   '----', 'S...', 'S...', 'SIUD', 'SIUD', 'S---'),
    ('lesson_signs: withdrawn',   '----', 'S...', '....', 'SIUD', 'SIUD', 'S---'),
    ('notes: draft',              '----', 'SIUD', '....', 'SIUD', 'SIUD', '----'),
    ('notes: practised draft',    '----', 'S...', 'S...', 'SIUD', 'SIUD', '----'),
    ('notes: published',          '----', 'S...', 'S...', 'SIUD', 'SIUD', '----'),
    ('notes: withdrawn',          '----', 'S...', '....', 'SIUD', 'SIUD', '----'),
    ('tests: draft',              '----', 'SIUD', '....', 'SIUD', 'SIUD', 'S---'),
    ('tests: published',          '----', 'S...', 'S...', 'SIUD', 'SIUD', 'S---'),
    ('tests: withdrawn',          '----', 'S...', '....', 'SIUD', 'SIUD', 'S---'),
    ('tests_content: draft',      '----', 'SIUD', '....', 'SIUD', 'SIUD', '----'),
    ('tests_content: published',  '----', 'S...', 'S...', 'SIUD', 'SIUD', '----'),
    ('tests_content: withdrawn',  '----', 'S...', '....', 'SIUD', 'SIUD', '----'),
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
    ('practice_notices',          '----', 'S---', '.---', '.---', 'S---', '----'),
    ('signify.rate_limits',       '----', '----', '----', '----', '----', '----'),
    ('signify.metrics_changes',   '----', '----', '----', '----', '----', '----'),
    ('signify.waiting_attempts',  '----', '----', '----', '----', '----', '----'),
    ('signify.limits',            '----', '----', '----', '----', 'S-U-', '----'),
    ('signify.kept_signs',        '----', '----', '----', 'SI-D', 'SI-D', 'SI-D'),
    ('signify.backups',           '----', '----', '----', '----', 'S---', '----'),
    ('audit.log',                 '----', '----', '----', '----', 'S---', '----'),
    ('storage.objects: recording','....', 'SIUD', '....', '....', 'SIUD', '----'),
    ('storage.objects: lesson',   '....', 'S...', 'S...', 'SIUD', 'SIUD', '----'),
    ('storage.objects: of a draft', '....', '....', '....', 'SIUD', 'SIUD', '----');

-- The rows ------------------------------------------------------------------------------------------------------

select tests.people();
insert into auth.users (id, email) values (tests.id(1), 'new@example.org');
update public.users set xp = 0;
insert into public.media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/10.pose'),
    (tests.id(11), tests.ada(), 'lesson-media', 'hello.mp4'),
    (tests.id(12), tests.ada(), 'practice-recordings', tests.ada() || '/12.pose'),
    (tests.id(13), tests.eva(), 'lesson-media', 'draft.mp4');
insert into public.media_blobs (media_id, bytes) values (tests.id(10), 'pose'), (tests.id(13), 'clip');
insert into public.media_removals (bucket, path) values ('practice-recordings', 'gone.pose');
create temporary table lesson (number int, state text, is_active boolean, published_at timestamptz);
insert into lesson values (0, 'published', true, now()), (1, 'withdrawn', false, now()), (2, 'practised', false, now()),
    (3, 'draft', true, null), (4, 'practised draft', true, null);
insert into public.lessons (id, author_id, lesson_code, title, lesson_type, is_active)
select tests.id(20 + number), tests.ada(), 'matrix-' || number, 'A lesson', 'word', is_active from lesson;
insert into public.lessons (author_id, lesson_code, title, lesson_type, is_active, cover_media_id)
values (tests.eva(), 'matrix-cover', 'A draft', 'word', false, tests.id(13));
update public.lessons l set published_at = m.published_at from lesson m where l.lesson_code = 'matrix-' || m.number;
insert into public.lesson_signs (lesson_id, position, gloss) select tests.id(20 + number), 1, 'HELLO' from lesson;
insert into public.notes (id, lesson_id, note_content) select tests.id(30 + number), tests.id(20 + number), 'A note' from lesson;
insert into public.tests (id, lesson_id, title) select tests.id(40 + number), tests.id(20 + number), 'A test' from lesson;
insert into public.tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
select tests.id(50 + number), tests.id(40 + number), 1, 'ordering', '{"prompt": "Order them."}', '["A", "B"]', '["B", "A"]'
from lesson;
insert into public.chat_sessions (id, user_id, chat_name) values (tests.id(60), tests.ada(), 'A chat');
insert into public.chat_messages (id, chat_id, sender, message_content) values
    (tests.id(61), tests.id(60), 'user', 'Hello'), (tests.id(62), tests.id(60), 'tutor', 'Hello');
insert into public.practice_sessions (id, user_id, mode, media_id, raw_metrics)
values (tests.id(70), tests.ada(), 'word', tests.id(12), jsonb_build_object('media_id', tests.id(10)));
insert into public.practice_sessions (id, user_id, mode, score, feedback, completed_at)
values (tests.id(71), tests.ada(), 'word', 80, tests.feedback(80), now());
select tests.practise(tests.ben(), now(), lesson => tests.id(22)), tests.practise(tests.ben(), now(), lesson => tests.id(24));
insert into public.reference_signs (id, gloss, signature)
values (tests.id(80), 'MATRIX', 'signify'), (tests.id(82), 'NOT KEPT', 'signify');
insert into public.reference_takes (id, sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
values (tests.id(81), tests.id(80), 'ada', 'a.pose', md5('a'), 1, 1, 'pose');
insert into signify.kept_signs (sign_id, signature, outline, features) values (tests.id(80), 'signify', '', '');
select public.increment_xp(tests.ada(), 10, 'matrix');
insert into public.practice_metrics_daily
values (tests.ada(), current_date, 10, 1, 80, 1, 80, 0, null, 0, null);
insert into signify.backups values ('2026-11-29 02:00+00', 1, 'a folder');
insert into public.nudges (id, user_id, week) values (tests.id(90), tests.ada(), date_trunc('week', now())::date);
insert into public.practice_notices (user_id, session_id, status) values (tests.ada(), tests.id(70), 'given_up');
select signify.spend(tests.ada(), 'attempts', 1, 1);
insert into storage.objects (id, bucket_id, name) values
    (tests.id(95), 'practice-recordings', tests.ada() || '/1.pose'), (tests.id(96), 'lesson-media', 'hello.mp4'),
    (tests.id(97), 'lesson-media', 'draft.mp4');

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
    ('practice_notices', 'public.practice_notices', 'user_id = tests.ada()',
        $$(user_id, session_id, status) values (tests.ada(), tests.id(71), 'given_up')$$, $$status = 'scored'$$),
    ('signify.rate_limits', 'signify.rate_limits', 'user_id = tests.ada()', $$values (tests.eva(), 'attempts', now())$$,
        'full_at = now()'),
    ('signify.waiting_attempts', 'signify.waiting_attempts', 'user_id = tests.ada()', 'values (tests.eva(), 1)',
        'attempts = 0'),
    ('signify.limits', 'signify.limits', 'true', 'default values', 'points_per_day = 1'),
    ('signify.kept_signs', 'signify.kept_signs', 'sign_id = tests.id(80)',
        $$(sign_id, signature, outline, features) values (tests.id(82), 'signify', '', '')$$, $$signature = 'other'$$),
    ('signify.backups', 'signify.backups', 'true', $$values (now(), 2, 'a folder')$$, 'bytes = 3'),
    ('audit.log', 'audit.log', $$object = 'public.lessons' and row_id = tests.id(20)::text$$,
        $$(role, session_role, action, object) values ('r', 'r', 'DDL', 'x')$$, $$object = 'y'$$),
    ('storage.objects: recording', 'storage.objects', 'id = tests.id(95)',
        $$(bucket_id, name) values ('practice-recordings', tests.ada() || '/2.pose')$$, $$metadata = '{}'$$),
    ('storage.objects: lesson', 'storage.objects', 'id = tests.id(96)',
        $$(bucket_id, name) values ('lesson-media', '2.mp4')$$, $$metadata = '{}'$$);
insert into subject (what, relation, row_is, insertion, change)
select 'lessons: ' || state, 'public.lessons', format('id = %L', tests.id(20 + number)),
    $$(author_id, lesson_code, title, lesson_type) values (tests.ada(), 'new', 'New', 'word')$$, $$title = 'Other'$$
from lesson;
-- What belongs to a lesson, of each.
insert into subject (what, relation, row_is, insertion, change)
select kind || ': ' || state, 'public.' || kind, format('lesson_id = %L', tests.id(20 + number)),
    format(insertion, tests.id(20 + number)), change
from lesson
cross join (values
    ('lesson_signs', $$(lesson_id, position, gloss) values (%L, 2, 'YOU')$$, $$gloss = 'YOU'$$),
    ('notes', $$(lesson_id, note_content) values (%L, 'New')$$, $$note_content = 'Other'$$),
    ('tests', $$(lesson_id, title) values (%L, 'New')$$, $$title = 'Other'$$)) k (kind, insertion, change)
where kind || ': ' || state in (select what from expected);
insert into subject (what, relation, row_is, insertion, change)
select 'tests_content: ' || state, 'public.tests_content', format('test_id = %L', tests.id(40 + number)),
    format($$(test_id, sequence, test_type, test_content, test_options, correct_answer)
        values (%L, 2, 'ordering', '{"prompt": "Order."}', '["A", "B"]', '["B", "A"]')$$, tests.id(40 + number)),
    $$test_options = '["B", "A"]'$$
from lesson
where 'tests_content: ' || state in (select what from expected);
-- The media of a draft: the same, of the other row.
insert into subject (what, relation, row_is, insertion, change)
select split_part(s.what, ':', 1) || ': of a draft', s.relation, d.row_is, s.insertion, s.change
from subject s
join (values ('media_assets: lesson', 'id = tests.id(13)'), ('media_blobs: recording', 'media_id = tests.id(13)'),
    ('storage.objects: lesson', 'id = tests.id(97)')) d (what, row_is) using (what);
-- The worker sees a recording while its attempt waits: the same rows, with the queue and without.
insert into subject (what, relation, row_is, insertion, change)
select replace(what, 'recording', 'queued'), relation, row_is, insertion, change
from subject where what in ('media_assets: recording', 'media_blobs: recording');
update subject set before_all = 'delete from public.practice_scoring_queue'
where what in ('media_assets: recording', 'media_assets: lesson', 'media_assets: of a draft', 'media_blobs: recording',
    'media_blobs: of a draft');
update subject set before_insertion = 'delete from public.users where id = tests.id(1)' where what = 'users';
update subject set before_insertion = 'delete from public.user_settings' where relation = 'public.user_settings';
-- A lesson that was practised is not deleted while its attempts are there.
update subject set before_all = 'delete from public.practice_sessions where lesson_id in (tests.id(22), tests.id(24))'
where what like 'lessons: practised%';

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
update cell set wanted = '.' where actor = 'reader' and what ~ '^(lessons|notes): practised' and letter = 'S';

-- A learner publishes nothing: what Ada adds, or may change, is seen by no other learner.
create function pg_temp.seen_when_added(relation text, insertion text) returns text language plpgsql as $$
declare
    before bigint;
    after bigint;
begin
    perform tests.become('authenticated', tests.ben());
    execute format('select count(*) from %s', relation) into before;
    perform tests.become('authenticated', tests.ada());
    execute format('insert into %s %s', relation, insertion);
    perform tests.become('authenticated', tests.ben());
    execute format('select count(*) from %s', relation) into after;
    raise exception using errcode = 'TS000', message = 'sees ' || after - before;
exception
    when sqlstate 'TS000' then return sqlerrm;
end
$$;
create temporary table addition as
select s.what, pg_temp.seen_when_added(s.relation, s.insertion) as outcome
from subject s
join expected e using (what)
where e.owner like '_I%' and e.other not like '-%' and s.before_insertion is null;

select plan((select 4 + count(*)::int from cell));

select is_empty($$select what from expected where other like 'S%' and (owner ~ '^..U' or owner ~ '^...D')$$,
    'no row that its learner may change is seen by another');
select is_empty($$select what, outcome from addition where outcome <> 'sees 0'$$, 'nor one that its learner has added');

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
