-- Attempts: what a learner hands in, the queue, what the worker does.
begin;
set local search_path = extensions, public;
select plan(50);
select tests.people();
insert into lessons (id, lesson_code, title, lesson_type, is_active) values
    (tests.id(20), 'w', 'Word', 'word', true), (tests.id(22), 'gone', 'Gone', 'word', false);
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(10), tests.ada(), 'practice-recordings', tests.ada() || '/a.pose'),
    (tests.id(11), tests.ben(), 'practice-recordings', tests.ben() || '/b.pose');

-- What a learner hands in. As written, any score, and anybody's recording.
create temporary table handed_in (what text, insertion text, outcome text);
insert into handed_in values
    ('an attempt', $$(user_id, mode, lesson_id, media_id) values (tests.ada(), 'word', tests.id(20), tests.id(10))$$, 'rows 1'),
    ('with an identifier and a time', $$(id, user_id, mode, started_at) values (tests.id(70), tests.ada(), 'word', now() - interval '30 days')$$, 'rows 1'),
    ('with another''s recording', $$(user_id, mode, media_id) values (tests.ada(), 'word', tests.id(11))$$, 'policy'),
    ('in another''s name', $$(user_id, mode) values (tests.ben(), 'word')$$, 'policy'),
    ('in nobody''s name', $$(mode) values ('word')$$, 'policy'),
    ('in a lesson they cannot see', $$(user_id, mode, lesson_id) values (tests.ada(), 'word', tests.id(22))$$, 'policy'),
    ('two months late', $$(user_id, mode, started_at) values (tests.ada(), 'word', now() - interval '2 months')$$, 'policy'),
    ('from the future', $$(user_id, mode, started_at) values (tests.ada(), 'word', now() + interval '1 hour')$$, 'policy'),
    ('with a score', $$(user_id, mode, score) values (tests.ada(), 'word', 100)$$, 'denied'),
    ('with feedback', $$(user_id, mode, feedback) values (tests.ada(), 'word', tests.feedback(100))$$, 'denied'),
    ('as completed', $$(user_id, mode, completed_at) values (tests.ada(), 'word', now())$$, 'denied'),
    ('for another day', $$(user_id, mode, practised_on) values (tests.ada(), 'word', now())$$, 'denied');
select is(tests.attempt('authenticated', tests.ada(), 'insert into public.practice_sessions ' || insertion), outcome,
    'a learner hands in an attempt ' || what) from handed_in;
select is(tests.attempt('authenticated', tests.ada(), 'update public.users set xp = 1000000'), 'denied',
    'a learner sets their own points');
select is(tests.attempt('authenticated', tests.ada(), $$select public.increment_xp(tests.ada(), 10)$$), 'denied',
    'or adds to them');

-- Scores: as written, NUMERIC(5,2) took 999.99, -5 and NaN.
-- (A row without a learner, so that no feedback is in the way.)
select throws_like(format($$insert into practice_sessions (mode, score, completed_at, practised_on, anonymised_at)
    values ('word', %L, now(), now(), now())$$, score), '%"practice_sessions_score_check"', 'a score of ' || score)
from unnest(array['100.01', '999.99', '-0.01', '-5', 'NaN']) score;
select throws_ok($$insert into practice_sessions (user_id, mode, score) values (tests.ada(), 'word', 50)$$, '23514',
    null, 'a score without its feedback');
select throws_ok($$insert into practice_sessions (user_id, mode, completed_at) values (tests.ada(), 'word', now())$$,
    '23514', null, 'an end without a score');
select throws_ok($$insert into practice_sessions (mode) values ('word')$$, '23514', null, 'an attempt of nobody');
select throws_ok($$insert into practice_sessions (user_id, mode) values (tests.ada(), 'dance')$$, '23514', null,
    'a mode that is none');

-- The queue and the worker
insert into practice_sessions (id, user_id, mode, started_at) values
    (tests.id(71), tests.ada(), 'word', '2020-11-01 10:00+00'), (tests.id(72), tests.ben(), 'word', '2020-11-01 11:00+00');
select set_eq('select session_id from practice_scoring_queue', array[tests.id(71), tests.id(72)],
    'an attempt without a score is queued');
select tests.practise(tests.ada(), now());
select is((select count(*)::int from practice_scoring_queue), 2, 'one with a score is not');
select tests.become('signify_worker');
update public.practice_scoring_queue set attempts = attempts + 1, not_before = now() + interval '1 minute',
    last_error = 'no hand was seen' where session_id = tests.id(72);
select set_eq('select id from public.practice_sessions', array[tests.id(71), tests.id(72)],
    'it sees what is queued and no other attempt');
select results_eq(
    $$update public.practice_sessions set score = 83.4, feedback = tests.feedback(83.4), completed_at = '2020-11-01 12:00+00'
        where id = tests.id(71) returning score$$, array[83.4], 'it scores one');
select set_eq('select session_id from public.practice_scoring_queue', array[tests.id(72)], 'which leaves the queue');
select is_empty($$select 1 from public.practice_sessions where id = tests.id(71)$$, 'and its sight');
select is(public.increment_xp(tests.ada(), 10, 'session ' || tests.id(71)), 10::bigint, 'it gives the points');
reset role;
update practice_sessions set media_id = tests.id(11), raw_metrics = jsonb_build_object('bucket', 'practice-recordings',
    'path', tests.ben() || '/placed.pose') where id = tests.id(72);
insert into media_assets (id, owner_id, bucket, path) values
    (tests.id(12), tests.ben(), 'practice-recordings', tests.ben() || '/another.pose'),
    (tests.id(13), tests.ben(), 'practice-recordings', tests.ben() || '/placed.pose'),
    (tests.id(14), null, 'local', 'common.pose');
select tests.become('signify_worker');
select set_eq('select id from public.media_assets where bucket <> ''lesson-media''', array[tests.id(11), tests.id(13), tests.id(14)],
    'the worker sees the recordings of what waits, not their learner''s others');
reset role;
update practice_sessions set raw_metrics = jsonb_build_object('media_id', upper(tests.id(12)::text)) where id = tests.id(72);
select tests.become('signify_worker');
select set_eq('select id from public.media_assets where bucket <> ''lesson-media''', array[tests.id(11), tests.id(12), tests.id(14)],
    'and those that raw_metrics names');
reset role;
select is(tests.attempt('signify_worker', null, 'update public.practice_scoring_queue set user_id = tests.ada()'), 'denied',
    'it cannot make others'' recordings its own');
select is(tests.attempt('signify_worker', null, statement), 'denied', 'the worker: ' || statement)
from unnest(array['select * from public.users', 'select * from public.chat_messages', 'delete from public.practice_sessions',
    'insert into public.practice_scoring_queue (session_id) values (tests.id(71))', 'delete from public.practice_scoring_queue',
    'update public.practice_sessions set user_id = tests.ben()', 'update public.reference_signs set gloss = ''X''',
    'select feedback from public.practice_sessions', 'select * from public.xp_events']) statement;
update practice_sessions set score = null, feedback = null, completed_at = null where id = tests.id(71);
select set_eq('select session_id from practice_scoring_queue', array[tests.id(71), tests.id(72)],
    'an attempt that loses its score is queued again');
delete from practice_sessions where id = tests.id(72);
select set_eq('select session_id from practice_scoring_queue', array[tests.id(71)],
    'one that is deleted leaves the queue');
select throws_ok(
    $$insert into practice_sessions (id, user_id, mode, started_at)
        values (tests.id(71), tests.ada(), 'word', '2020-11-01 10:00+00')$$, '23505', null,
    'an attempt that is handed in twice is one');

-- An attempt that cannot be scored: the worker says why in its feedback and moves it aside.
\set fault '{"version": 1, "mode": "word", "summary": "Record it again.", "error": {"code": "no_hands", "message": "no hand"}}'
insert into practice_sessions (id, user_id, mode, started_at) values (tests.id(73), tests.ada(), 'word', '2020-11-01 12:00+00');
select tests.become('signify_worker');
update public.practice_sessions set feedback = :'fault' where id = tests.id(73) and started_at = '2020-11-01 12:00+00';
update public.practice_scoring_queue set poisoned_at = now(), last_error = 'no hand' where session_id = tests.id(73);
select is(tests.attempt('signify_worker', null, format($$update public.practice_sessions set feedback = feedback || '{"score": 1}'
    where id = %L$$, tests.id(73))), 'denied', 'the worker does not read feedback back');
select throws_like(format($$update public.practice_sessions set feedback = '{"version": 1}' where id = %L$$, tests.id(73)),
    'practice_sessions.feedback: $.summary: a text', 'an unscored attempt''s feedback has rules');
reset role;
select set_eq('select session_id from practice_scoring_queue', array[tests.id(71), tests.id(73)], 'it stays in the queue');
select tests.become('authenticated', tests.ada());
select is((select feedback from public.practice_sessions where id = tests.id(73)), :'fault'::jsonb, 'its learner reads why');
reset role;
update practice_sessions set score = 70, feedback = tests.feedback(70), completed_at = now() where id = tests.id(73);
select set_eq('select session_id from practice_scoring_queue', array[tests.id(71)], 'scored after all, it is one like others');

select * from finish();
rollback;
