-- Fills a migrated database to the product's expected size: psql -v rows=10000000 -f load.sql.
--
-- `rows` practice sessions over the last 18 months, one learner per hundred sessions, one tutor's chat per
-- twenty, and ten messages per chat. The practice of learner n is proportional to n^-0.57: of 10 million
-- sessions, the heaviest learner has 31,000, one learner in a hundred has 600 or more, and the median is 60.
-- The sessions of a learner are spread evenly over the months, and rows are stored in order of start. This is
-- the worst case for reading one learner, whose rows share no page.
\set ON_ERROR_STOP on
\if :{?rows}
\else
    \set rows 10000000
\endif
set client_min_messages = warning;
select exists (select from public.users where email like 'learner-%@example.org') as loaded \gset
\if :loaded
    do $$ begin raise exception 'the database is loaded already; start with a new one: make db-stop'; end $$;
\endif

set work_mem = '512MB';
-- The rows are generated consistently; triggers and foreign keys would check each of them again.
set session_replication_role = replica;
set search_path = public, extensions;
set timezone = 'UTC';
select setseed(0.5) \g /dev/null

create temporary table learner as
select n, md5('learner ' || n)::uuid as id,
    (floor(:rows * running) - floor(:rows * (running - share)))::int as sessions
from (select n, weight / sum(weight) over () as share, sum(weight) over (order by n) / sum(weight) over () as running
      from (select n, n ^ -0.57 as weight from generate_series(1, greatest(:rows / 100, 1)) n) w) s;
analyze learner;

insert into auth.users (id, email) select id, 'learner-' || n || '@example.org' from learner;
insert into users (id, email, full_name, nickname, xp, last_active_at)
select id, 'learner-' || n || '@example.org', 'Learner ' || n, 'learner ' || n, sessions * 10,
    now() - random() * interval '60 days'
from learner;
insert into user_settings (user_id) select id from learner;

insert into lessons (lesson_code, title, description, lesson_type, difficulty_level, is_active, published_at)
select upper('load-' || mode || '-' || n), mode || ' lesson ' || n, 'A lesson of the load test.', mode, 'intro', n % 20 <> 0,
    now() - interval '2 years'
from unnest(array['word', 'sentence', 'freestyle']) mode, generate_series(1, 100) n;

-- One document for each mode and half point; a session uses the document of its score.
create temporary table document as
select row_number() over () - 1 as k, mode, score,
    jsonb_build_object('frame_count', 92, 'fps', 30.0, 'duration_s', 3.07, 'signature', 'signify 0.1.0 features:1') as raw_metrics,
    jsonb_build_object('version', 1, 'summary', format('Good %s. Raise your right hand: it was %s hand''s widths too low.',
            (array['handshape', 'palm orientation', 'movement'])[1 + (score * 2)::int % 3], round((100 - score) / 40, 1)),
        'score', score, 'passed', score >= 70, 'passing_score', 70, 'mode', mode,
        'reference', jsonb_build_object('sign', 'HELLO', 'takes', 5),
        'channels', (
            select jsonb_object_agg(channel, jsonb_build_object('score', score, 'coverage', 0.95))
            from unnest(array['handshape', 'orientation', 'location', 'movement', 'non_manual']) channel),
        'timing', jsonb_build_object('tempo_ratio', 1.2, 'start_s', 0.31, 'end_s', 1.84),
        'moments', jsonb_build_array(jsonb_build_object('start_s', 0.8, 'end_s', 1.1, 'reference_s', 0.7,
            'body_part', 'right index finger', 'channel', 'handshape', 'severity', 0.7,
            'error', jsonb_build_object('value', 34.0, 'unit', 'degrees'), 'message', 'Straighten your right index finger.')),
        'strengths', jsonb_build_array('handshape'),
        'quality', jsonb_build_object('frames', 92, 'left_hand', 0.1, 'right_hand', 0.95, 'unseen_hands', '[]'::jsonb,
            'warnings', '[]'::jsonb),
        'signature', 'signify 0.1.0 features:2 dtw:2 calibration:4 form:2') as feedback,
    (select array_agg(id) from lessons l where l.lesson_type = mode) as lessons
from unnest(array['word', 'sentence', 'freestyle']) mode, (select n / 2.0 as score from generate_series(0, 200) n) s;
analyze document;

-- The documents' checks cost more than the rest of a row. Each document is checked once; the checks are
-- restored for new rows.
create temporary table documented (like practice_sessions including constraints);
insert into documented (id, user_id, mode, score, raw_metrics, feedback, started_at, completed_at, practised_on)
select gen_random_uuid(), l.id, mode, score, raw_metrics, feedback, now(), now(), now() from document, learner l where l.n = 1;
drop table documented;
create temporary table document_check as
select conrelid::regclass as relation, conname as name, pg_get_constraintdef(oid) as definition
from pg_constraint
where contype = 'c' and conrelid in ('practice_sessions'::regclass, 'chat_messages'::regclass)
    and pg_get_constraintdef(oid) like '%signify.%';
do $$
declare
    c document_check;
begin
    for c in table document_check loop
        execute format('alter table %s drop constraint %I', c.relation, c.name);
    end loop;
end
$$;

-- One attempt in fifty is not scored yet.
create temporary table attempt as
select n, now() - interval '18 months' * random() as started_at, floor(random() * 603)::int as k,
    random() < 0.98 as scored, random() as lesson
from learner, generate_series(1, sessions);

select signify.create_months(parent, (now() - interval '18 months')::date, now()::date)
from unnest(array['practice_sessions', 'chat_messages']::regclass[]) parent \g /dev/null

insert into practice_sessions
    (user_id, lesson_id, mode, score, raw_metrics, feedback, started_at, completed_at, practised_on)
select id, lessons[1 + floor(lesson * cardinality(lessons))::int], mode, case when scored then score end, raw_metrics,
    case when scored then feedback end, started_at, case when scored then started_at + interval '20 seconds' end,
    case when scored then (started_at + interval '20 seconds')::date end
from (select * from attempt order by started_at) a join learner using (n) join document using (k);
drop table attempt;

insert into xp_events (user_id, delta, idempotency_key, earned_on, created_at)
select user_id, 10, id::text, practised_on, completed_at
from practice_sessions where completed_at is not null and get_byte(uuid_send(id), 0) < 26;
insert into practice_metrics_daily
select user_id, practised_on, 10 * count(*), count(*), avg(score),
    count(*) filter (where mode = 'word'), avg(score) filter (where mode = 'word'),
    count(*) filter (where mode = 'sentence'), avg(score) filter (where mode = 'sentence'),
    count(*) filter (where mode = 'freestyle'), avg(score) filter (where mode = 'freestyle')
from practice_sessions where completed_at is not null group by user_id, practised_on;

create temporary table chat as
select gen_random_uuid() as id, l.id as user_id, now() - interval '18 months' * random() as created_at
from learner l, generate_series(1, 1 + l.sessions / 20);
insert into chat_sessions (id, user_id, chat_name, last_sequence, last_message_at, created_at, updated_at)
select id, user_id, 'About my practice', 10, created_at + interval '9 minutes', created_at, created_at + interval '9 minutes'
from chat order by created_at;
insert into chat_messages (chat_id, sender, message_content, sequence, created_at)
select id, case when n % 2 = 1 then 'user' else 'tutor' end,
    'Message ' || n || ': how do I keep the palm towards the viewer while the hand moves away from the forehead?', n,
    created_at + (n - 1) * interval '1 minute'
from (select * from chat order by created_at) c, generate_series(1, 10) n;
drop table chat;

do $$
declare
    c document_check;
begin
    for c in table document_check loop
        execute format('alter table %s add constraint %I %s not valid', c.relation, c.name, c.definition);
    end loop;
end
$$;

reset session_replication_role;
reset search_path;
select jobs.recompute_streaks() \g /dev/null
analyze;
