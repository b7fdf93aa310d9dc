-- Every check of a table that is not a document's (those are in 070_documents.test.sql): what breaks it is refused, by it, and
-- what is at its edge is taken. And every updated_at moves, every watched verb is audited.
begin;
set local search_path = extensions, public;
select tests.people();

insert into lessons (id, author_id, lesson_code, title, lesson_type) values (tests.id(20), tests.ada(), 'checks', 'A', 'word');
insert into lesson_signs values (tests.id(20), 1, 'HELLO');
insert into notes (id, lesson_id, note_content) values (tests.id(30), tests.id(20), 'A');
insert into tests (id, lesson_id) values (tests.id(40), tests.id(20));
insert into tests_content (id, test_id, sequence, test_type, test_content, test_options, correct_answer)
values (tests.id(50), tests.id(40), 1, 'ordering', '{"prompt": "A"}', '["A", "B"]', '["B", "A"]');
insert into media_assets (id, owner_id, bucket, path) values (tests.id(10), tests.ada(), 'local', 'a');
insert into media_blobs values (tests.id(10), 'a');
insert into chat_sessions (id, user_id) values (tests.id(60), tests.ada());
insert into chat_messages (id, chat_id, sender) values (tests.id(61), tests.id(60), 'user');
insert into practice_sessions (id, user_id, mode) values (tests.id(70), tests.ada(), 'word');
insert into practice_sessions (id, user_id, mode, score, feedback, completed_at)
values (tests.id(71), tests.ada(), 'word', 80, tests.feedback(80), now());
insert into reference_signs (id, gloss, signature) values (tests.id(80), 'CHECKS', 's');
insert into reference_takes (id, sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
values (tests.id(81), tests.id(80), 'a', 'a', md5('a'), 1, 1, 'a');
select increment_xp(tests.ada(), 10, 'checks') \g /dev/null
insert into nudges (id, user_id, week) values (tests.id(90), tests.ada(), '2020-11-23');
insert into practice_notices (user_id, session_id, status, score) values (tests.ada(), tests.id(71), 'scored', 80);
-- The row of each table that is tried.
create temporary table tried (relation text, row_is text);
insert into tried values ('users', 'id = tests.ada()'), ('user_settings', 'user_id = tests.ada()'), ('lessons', 'id = tests.id(20)'),
    ('lesson_signs', 'lesson_id = tests.id(20)'), ('notes', 'id = tests.id(30)'), ('tests', 'id = tests.id(40)'),
    ('tests_content', 'id = tests.id(50)'), ('media_assets', 'id = tests.id(10)'), ('media_blobs', 'media_id = tests.id(10)'),
    ('chat_sessions', 'id = tests.id(60)'), ('chat_messages', 'id = tests.id(61)'), ('practice_sessions', 'id = tests.id(70)'),
    ('practice_scoring_queue', 'session_id = tests.id(70)'), ('reference_signs', 'id = tests.id(80)'),
    ('reference_takes', 'id = tests.id(81)'), ('xp_events', 'user_id = tests.ada()'), ('nudges', 'id = tests.id(90)'),
    ('practice_notices', 'session_id = tests.id(71)');

create temporary table rule (relation text, name text, refused text[], taken text[]);
insert into rule values
    ('users', 'nickname', '{nickname = ''A'', "nickname = repeat(''a'', 51)"}', '{nickname = ''Al'', "nickname = repeat(''é'', 50)"}'),
    ('users', 'full_name', '{"full_name = repeat(''a'', 201)"}', '{"full_name = repeat(''a'', 200)", full_name = null}'),
    ('users', 'xp', '{xp = -1}', '{xp = 0}'),
    ('users', 'streak_count', '{streak_count = -1}', '{streak_count = 0}'),
    ('user_settings', 'app_theme', '{app_theme = ''blue''}', '{app_theme = ''dark''}'),
    ('user_settings', 'language',
        '{language = '''', language = ''EN'', language = ''de-AT'', language = ''en_x_child'', language = ''it'', language = ''ar ''}',
        '{language = ''en'', language = ''en-x-child'', language = ''es'', language = ''pt'', language = ''fr'', language = ''de'',
            language = ''ar'', language = null}'),
    ('lessons', 'lesson_type', '{lesson_type = ''dance''}', '{lesson_type = ''sentence'', lesson_type = ''freestyle''}'),
    ('lessons', 'difficulty_level', '{difficulty_level = ''hard''}',
        '{difficulty_level = ''intro'', difficulty_level = ''intermediate'', difficulty_level = ''advanced'', difficulty_level = null}'),
    ('lesson_signs', 'position', '{position = 0}', '{position = 2}'),
    ('lesson_signs', 'gloss', '{gloss = '''', gloss = ''hello'', gloss = '' HELLO'', "gloss = repeat(''A'', 201)"}',
        '{"gloss = repeat(''A'', 200)"}'),
    ('notes', 'note_content', '{"note_content = repeat(''a'', 100001)"}', '{"note_content = repeat(''a'', 100000)"}'),
    ('notes', 'language_code', '{language_code = ''e'', language_code = ''en us''}', '{language_code = ''en-US''}'),
    ('notes', 'version', '{version = 0}', '{version = 2}'),
    ('tests', 'passing_score', '{passing_score = -1, passing_score = 101}', '{passing_score = 0, passing_score = 100}'),
    ('tests', 'time_limit_seconds', '{time_limit_seconds = 0}', '{time_limit_seconds = 1, time_limit_seconds = null}'),
    ('tests_content', 'test_type', '{"test_type = ''essay'', correct_answer = ''\"A\"''"}', '{test_type = ''ordering''}'),
    ('tests_content', 'sequence', '{sequence = 0}', '{sequence = 2}'),
    ('media_assets', 'bucket', '{bucket = ''''}', '{bucket = ''b''}'),
    ('media_assets', 'path', '{path = '''', "path = repeat(''a'', 1025)"}', '{"path = repeat(''a'', 1024)"}'),
    ('media_assets', 'duration_seconds',
        '{duration_seconds = -0.1, duration_seconds = ''infinity'', duration_seconds = ''NaN''}', '{duration_seconds = 0}'),
    ('media_blobs', 'bytes', '{bytes = ''''}', '{bytes = ''b''}'),
    ('chat_sessions', 'chat_name', '{"chat_name = repeat(''a'', 201)"}', '{"chat_name = repeat(''a'', 200)"}'),
    ('chat_messages', 'sender', '{sender = ''robot''}', '{sender = ''tutor'', sender = ''system''}'),
    ('chat_messages', 'message_content', '{"message_content = repeat(''a'', 100001)"}', '{"message_content = repeat(''a'', 100000)"}'),
    ('practice_sessions', 'mode', '{mode = ''dance''}', '{mode = ''sentence'', mode = ''freestyle''}'),
    ('practice_sessions', 'score', '{score = 100.01, score = -0.01, score = ''NaN''}',
        '{"score = 100, feedback = tests.feedback(100), completed_at = now()", "score = 0, feedback = tests.feedback(0), completed_at = now()"}'),
    ('practice_sessions', 'user', '{anonymised_at = now(), user_id = null}', '{"anonymised_at = now(), user_id = null"}'),
    ('practice_sessions', 'scored', '{score = 50, completed_at = now(), "score = 50, completed_at = now()"}', '{score = null}'),
    ('practice_sessions', 'request_id', '{request_id = '''', "request_id = ''two words''", request_id = ''é'', "request_id = repeat(''a'', 129)",
        "request_id = E''a\\n''"}', '{"request_id = ''A.b_c-9''", "request_id = repeat(''a'', 128)", request_id = null}'),
    ('practice_notices', 'status', '{"status = ''waiting'', score = null"}', '{"status = ''given_up'', score = null"}'),
    ('practice_notices', 'score', '{score = 100.01, score = -0.01, score = ''NaN'', score = null, status = ''given_up''}', '{score = 0}'),
    ('practice_scoring_queue', 'attempts', '{attempts = -1}', '{attempts = 0}'),
    ('practice_scoring_queue', 'last_error', '{"last_error = repeat(''a'', 2001)"}', '{"last_error = repeat(''a'', 2000)"}'),
    ('reference_signs', 'gloss', '{gloss = ''hello'', gloss = '''', "gloss = repeat(''A'', 201)"}', '{gloss = ''CHECKED''}'),
    ('reference_signs', 'language', '{language = ''!''}', '{language = ''ase'', language = null}'),
    ('reference_signs', 'signature', '{signature = ''''}', '{signature = ''t''}'),
    ('reference_takes', 'signer', '{signer = '''', "signer = repeat(''a'', 201)"}', '{"signer = repeat(''a'', 200)"}'),
    ('reference_takes', 'source', '{source = '''', source = ''a/b.pose'', "source = repeat(''a'', 201)"}', '{source = ''b.pose''}'),
    ('reference_takes', 'landmarks_hash', '{landmarks_hash = ''A'', "landmarks_hash = upper(md5(''a''))"}', '{"landmarks_hash = md5(''b'')"}'),
    ('reference_takes', 'frame_count', '{frame_count = 0}', '{frame_count = 2}'),
    ('reference_takes', 'duration_seconds', '{duration_seconds = -1, duration_seconds = ''infinity'', duration_seconds = ''NaN''}',
        '{duration_seconds = 0}'),
    ('reference_takes', 'dominant_hand', '{dominant_hand = ''both''}', '{dominant_hand = ''left'', dominant_hand = ''right''}'),
    ('reference_takes', 'landmarks', '{landmarks = ''''}', '{landmarks = ''b''}'),
    ('practice_sessions', 'started_at',
        '{"started_at = ''1999-12-31 23:59:59.999999+00''", started_at = ''2100-01-01 00:00+00'', started_at = ''infinity'',
            started_at = ''-infinity'', "started_at = ''0001-01-01 00:00+00''", "started_at = ''9999-12-31 00:00+00''"}',
        '{started_at = ''2000-01-01 00:00+00'', "started_at = ''2099-12-31 23:59:59.999999+00''"}'),
    ('chat_messages', 'created_at',
        '{"created_at = ''1999-12-31 23:59:59.999999+00''", created_at = ''2100-01-01 00:00+00'', created_at = ''infinity'',
            created_at = ''-infinity''}',
        '{created_at = ''2000-01-01 00:00+00'', "created_at = ''2099-12-31 23:59:59.999999+00''"}'),
    ('xp_events', 'recording', '{recording = '''', recording = ''bytes:'', "recording = ''x'' || repeat(''0'', 69)"}',
        '{"recording = ''bytes:'' || repeat(''0'', 64)", "recording = ''object:'' || repeat(''0'', 64)", recording = null}'),
    ('xp_events', 'delta', '{delta = 0, delta = 100001, delta = -100001}', '{delta = 100000, delta = -100000}'),
    ('xp_events', 'idempotency_key', '{idempotency_key = '''', "idempotency_key = repeat(''a'', 201)"}', '{"idempotency_key = repeat(''a'', 200)"}'),
    ('xp_events', 'reason', '{"reason = repeat(''a'', 201)"}', '{"reason = repeat(''a'', 200)"}'),
    ('nudges', 'kind', '{kind = ''greeting''}', '{kind = ''re-engagement''}'),
    ('nudges', 'week', '{week = ''2020-11-24''}', '{week = ''2020-11-30''}');

-- What became of a change: `taken`, or the constraint that refused it.
create function pg_temp.outcome(statement text) returns text language plpgsql as $$
declare
    name text;
    done bigint;
begin
    execute statement;
    get diagnostics done = row_count;
    raise exception using errcode = 'TS000', message = case when done > 0 then 'taken' else 'no row' end;
exception
    when sqlstate 'TS000' then return sqlerrm;
    when check_violation then
        get stacked diagnostics name = constraint_name;
        return name;
end
$$;
create temporary table trial as
select r.relation, r.name, c.change, wanted, format('update public.%s set %s where %s', r.relation, c.change, t.row_is) as statement
from rule r
join tried t using (relation)
cross join lateral (
    select unnest(r.refused), r.relation || '_' || r.name || '_check' union all select unnest(r.taken), 'taken') c (change, wanted);
insert into trial values ('practice_sessions', 'practised_on', 'a day without an end', 'practice_sessions_practised_on_check',
    'insert into public.practice_sessions (user_id, mode, practised_on) values (tests.ada(), ''word'', now())');

-- The audit: what each verb on a watched table writes.
create temporary table watched (relation text, verbs text, change text, insertion text);
insert into watched values
    ('users', 'IUD', 'nickname = ''Other''', '(id, email, nickname) values (tests.id(1), ''new@example.org'', ''New'')'),
    ('user_settings', 'IUD', 'app_theme = ''dark''', '(user_id) values (tests.id(2))'),
    ('media_assets', 'UD', 'media_type = ''x/y''', '(bucket, path) values (''b'', ''p'')'),
    ('lessons', 'IUD', 'title = ''Other''', '(lesson_code, title, lesson_type) values (''new'', ''New'', ''word'')'),
    ('lesson_signs', 'IUD', 'gloss = ''YOU''', 'values (tests.id(20), 2, ''YOU'')'),
    ('notes', 'IUD', 'title = ''Other''', '(lesson_id, note_content) values (tests.id(20), ''New'')'),
    ('tests', 'IUD', 'title = ''Other''', '(lesson_id) values (tests.id(20))'),
    ('tests_content', 'IUD', 'sequence = 9', '(test_id, sequence, test_type, test_content, test_options, correct_answer)
        values (tests.id(40), 2, ''ordering'', ''{"prompt": "A"}'', ''["A", "B"]'', ''["B", "A"]'')'),
    ('reference_signs', 'IUD', 'language = ''ase''', '(gloss, signature) values (''NEW'', ''s'')'),
    ('reference_takes', 'IUD', 'signer = ''b''', '(sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
        values (tests.id(80), ''b'', ''b'', md5(''b''), 1, 1, ''b'')'),
    ('chat_sessions', 'D', 'chat_name = ''Other''', '(user_id) values (tests.ada())');
insert into auth.users (id, email) values (tests.id(1), 'one@example.org'), (tests.id(2), 'two@example.org');
delete from public.users where id = tests.id(1);
delete from public.user_settings where user_id = tests.id(2);
create function pg_temp.audited(relation text, statement text) returns text language plpgsql as $$
declare
    written text;
    done bigint;
begin
    delete from audit.log;
    execute statement;
    get diagnostics done = row_count;
    select string_agg(action, ' ') into written from audit.log where object = 'public.' || audited.relation;
    raise exception using errcode = 'TS000', message = done || ' row: ' || coalesce(written, '-');
exception
    when sqlstate 'TS000' then return sqlerrm;
end
$$;

select plan((select count(*)::int + 1 from trial) + (select 3 * count(*)::int from watched)
    + (select count(*)::int from information_schema.columns where table_schema = 'public' and column_name = 'updated_at'));
select set_eq(
    $$select distinct relation || '_' || name || '_check' from trial$$,
    $$select c.conname::text from pg_constraint c join pg_class r on r.oid = c.conrelid
        where c.contype = 'c' and r.relnamespace = 'public'::regnamespace and c.conparentid = 0 and not r.relispartition
            and pg_get_constraintdef(c.oid) not like '%signify.faultless%'$$,
    'every check is tried that is no document''s');
select is(pg_temp.outcome(statement), wanted, format('%s: %s', relation, left(change, 60))) from trial order by relation, name, wanted;

select is(pg_temp.audited(relation, case verb
        when 'I' then format('insert into public.%s %s', relation, insertion)
        when 'U' then format('update public.%s set %s where %s', relation, change, row_is)
        else format('delete from public.%s where %s', relation, row_is) end),
    '1 row: ' || case when strpos(verbs, verb) = 0 then '-' when verb = 'I' then 'INSERT' when verb = 'U' then 'UPDATE' else 'DELETE' end,
    format('%s of %s in the audit', verb, relation))
from watched join tried using (relation) cross join unnest(array['I', 'U', 'D']) verb;

-- updated_at: set back first, which an explicit value may do, and then moved by any change.
create function pg_temp.moved(relation text, row_is text) returns boolean language plpgsql as $$
declare
    moved boolean;
begin
    execute format('update public.%s set updated_at = %L where %s', relation, '2020-01-01', row_is);
    execute format('update public.%s set created_at = created_at where %s', relation, row_is);
    execute format('select updated_at > now() from public.%s where %s', relation, row_is) into moved;
    return moved;
end
$$;
select ok(pg_temp.moved(table_name, (select row_is from tried where relation = table_name)), table_name || ': updated_at moves')
from information_schema.columns where table_schema = 'public' and column_name = 'updated_at';
select * from finish();
rollback;
